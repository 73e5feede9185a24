import type { Subscription } from '#schema/api/push.ts';
import { serviceWorker } from './service-worker.ts';
import { subscribeWith } from './subscribe-with.ts';

/**
 * How this device is reached while the app is closed. `install-first`: iPhones and iPads take notifications only
 * for a web app on the Home Screen. `failed`: allowed, but the browser's push service did not answer.
 */
export type Reach = 'on' | 'off' | 'refused' | 'unsupported' | 'install-first' | 'failed';

const onApple = () =>
  /iPhone|iPad/.test(navigator.userAgent) ||
  (navigator.userAgent.includes('Mac') && navigator.maxTouchPoints > 1);

export const isInstalled = (): boolean =>
  matchMedia('(display-mode: standalone)').matches ||
  (navigator as { standalone?: boolean }).standalone === true;

/** Whether notifications can be asked for, or were. */
export function permission(): Exclude<Reach, 'failed'> {
  const able = 'Notification' in globalThis && 'PushManager' in globalThis && 'serviceWorker' in navigator;
  if (!able) return onApple() && !isInstalled() ? 'install-first' : 'unsupported';
  return ({ granted: 'on', denied: 'refused', default: 'off' } as const)[Notification.permission];
}

/** The browser's subscription, as the service is told of it; null where it makes none. */
export async function subscribe(): Promise<Subscription> {
  try {
    return await subscribeWith((await serviceWorker()).pushManager);
  } catch {
    return null;
  }
}
