interface TrustedTypes {
  createPolicy: (
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ) => { createScriptURL: (url: string) => string };
}

/** The one script address that this page may name, which the content policy allows by the policy's name. */
const script = () => {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const address = '/service-worker.js';
  return (
    trustedTypes
      ?.createPolicy('countersign-service-worker', { createScriptURL: () => address })
      .createScriptURL(address) ?? address
  );
};

let registration: Promise<ServiceWorkerRegistration> | null = null;

/** Starts the service worker, for the authenticator's pages alone. */
export const serviceWorker = (): Promise<ServiceWorkerRegistration> =>
  (registration ??= (async () => {
    const registered = await navigator.serviceWorker.register(script(), { scope: '/authenticator' });
    // `ready` is about this page's scope, where a worker may wait to take over.
    return registered.active ? registered : navigator.serviceWorker.ready;
  })());
