import type {
  AssertionCredential,
  CreationOptions,
  RegistrationCredential,
  RequestOptions,
} from '#schema/api/passkey.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';

/**
 * The API's JSON to what the browser takes, and its answer to JSON: by the browser's own functions (WebAuthn
 * Level 3 section 5.1), and by hand where it, or a password manager in its place, has none.
 */

export function readCreationOptions(options: CreationOptions): PublicKeyCredentialCreationOptions {
  if (PublicKeyCredential.parseCreationOptionsFromJSON) {
    return PublicKeyCredential.parseCreationOptionsFromJSON(
      options as PublicKeyCredentialCreationOptionsJSON,
    );
  }
  return {
    ...options,
    challenge: fromBase64Url(options.challenge),
    user: { ...options.user, id: fromBase64Url(options.user.id) },
    excludeCredentials: options.excludeCredentials.map(readDescriptor),
    extensions: options.extensions as AuthenticationExtensionsClientInputs,
  };
}

export function readRequestOptions(options: RequestOptions): PublicKeyCredentialRequestOptions {
  if (PublicKeyCredential.parseRequestOptionsFromJSON) {
    return PublicKeyCredential.parseRequestOptionsFromJSON(options);
  }
  return {
    ...options,
    challenge: fromBase64Url(options.challenge),
    allowCredentials: options.allowCredentials.map(readDescriptor),
  };
}

const readDescriptor = ({ type, id, transports }: RequestOptions['allowCredentials'][number]) => ({
  type,
  id: fromBase64Url(id),
  transports: transports as AuthenticatorTransport[],
});

export function writeRegistration(credential: PublicKeyCredential): RegistrationCredential {
  if (typeof credential.toJSON === 'function')
    return credential.toJSON() as unknown as RegistrationCredential;
  const response = credential.response as AuthenticatorAttestationResponse;
  return {
    ...writeIds(credential),
    response: {
      clientDataJSON: toBase64Url(response.clientDataJSON),
      attestationObject: toBase64Url(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
    clientExtensionResults: { ...credential.getClientExtensionResults() },
  };
}

export function writeAssertion(credential: PublicKeyCredential): AssertionCredential {
  if (typeof credential.toJSON === 'function') return credential.toJSON() as AssertionCredential;
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    ...writeIds(credential),
    response: {
      clientDataJSON: toBase64Url(response.clientDataJSON),
      authenticatorData: toBase64Url(response.authenticatorData),
      signature: toBase64Url(response.signature),
      userHandle: response.userHandle && toBase64Url(response.userHandle),
    },
  };
}

const writeIds = ({ id, rawId }: PublicKeyCredential) => ({
  id,
  rawId: toBase64Url(rawId),
  type: 'public-key' as const,
});
