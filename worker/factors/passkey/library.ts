type Library = typeof import('@simplewebauthn/server');
type Helpers = typeof import('@simplewebauthn/server/helpers');

let loaded: { library: Library; helpers: Helpers } | undefined;

/**
 * @simplewebauthn/server, loaded when the first passkey is seen: evaluating it takes 15 ms that no other
 * request should pay for. Only the resolved modules are kept, never the promise.
 */
export async function loadWebAuthn(): Promise<{ library: Library; helpers: Helpers }> {
  if (!loaded) {
    const [library, helpers] = await Promise.all([
      import('@simplewebauthn/server'),
      import('@simplewebauthn/server/helpers'),
    ]);
    trimRoots(library);
    loaded = { library, helpers };
  }
  return loaded;
}

/**
 * The library compares the root of an `android-key` chain with the ones it brings as text, but brings them with
 * an empty line before them, so that none ever matches.
 */
function trimRoots({ SettingsService }: Library): void {
  const identifier = 'android-key';
  const roots = SettingsService.getRootCertificates({ identifier });
  const certificates = roots.map((pem) => `${pem.trim()}\n`);
  SettingsService.setRootCertificates({ identifier, certificates });
}
