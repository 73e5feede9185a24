import { self } from '$app/service-worker';
import { answerFromCache, fillCache, emptyOldCaches } from './shell.ts';
import { openRequest, showRequest } from './request-notification.ts';
import { subscribeAnew } from './subscribe-anew.ts';

/**
 * The authenticator's service worker (scope: /authenticator). It keeps the app's own files, so that codes are shown
 * without a network, and shows a notification when the service asks for something while the app is closed.
 */

self.addEventListener('install', (event) => event.waitUntil(fillCache().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) =>
  event.waitUntil(emptyOldCaches().then(() => self.clients.claim())),
);
self.addEventListener('fetch', (event) => {
  const answer = answerFromCache(event.request);
  if (answer) event.respondWith(answer);
});
self.addEventListener('push', (event) => event.waitUntil(showRequest(event.data)));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openRequest());
});
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(subscribeAnew()));
