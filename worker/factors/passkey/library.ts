type Library = typeof import('@simplewebauthn/server');
type Helpers = typeof import('@simplewebauthn/server/helpers');

/** What the library reads certificates with. */
type X509 = typeof import('@peculiar/x509');

let loaded: { library: Library; helpers: Helpers; x509: X509 } | undefined;

/**
 * @simplewebauthn/server, loaded when the first passkey is registered: evaluating it takes 15 ms that no other
 * request should pay for. Only the resolved modules are kept, never the promise.
 */
export async function loadWebAuthn(): Promise<NonNullable<typeof loaded>> {
  if (!loaded) {
    const [library, helpers] = await Promise.all([
      import('@simplewebauthn/server'),
      import('@simplewebauthn/server/helpers'),
    ]);
    trimRoots(library);
    // After the library, which brings the reflect-metadata that this needs.
    loaded = { library, helpers, x509: await import('@peculiar/x509') };
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
