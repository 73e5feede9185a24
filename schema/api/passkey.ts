import * as v from 'valibot';
import { request } from './request.ts';
import { Flow, Instant } from './fields.ts';

/**
 * What a browser's WebAuthn API answers and takes, as JSON (WebAuthn Level 3 section 5.1.8 and 5.10). Browsers
 * may add members, so unknown ones are let through; every string has its bound.
 */
const base64Url = (max: number) =>
  v.pipe(
    v.string('Give base64url'),
    v.regex(/^[A-Za-z0-9_-]+$/, 'Give base64url without padding'),
    v.maxLength(max, `At most ${max} characters`),
  );

/** 16 to 1023 bytes (section 7.1 step 25). */
const CredentialId = v.pipe(base64Url(1364), v.minLength(22, 'A credential id has at least 16 bytes'));

export const Transport = v.pipe(v.string(), v.maxLength(32), v.regex(/^[a-z-]+$/));

const credential = {
  id: CredentialId,
  rawId: CredentialId,
  type: v.literal('public-key', 'Give “public-key”'),
};

/** The answer of `navigator.credentials.create()`. */
export const RegistrationCredential = v.object(
  {
    ...credential,
    response: v.object(
      {
        clientDataJSON: base64Url(8_192),
        attestationObject: base64Url(49_152),
        transports: v.optional(v.pipe(v.array(Transport), v.maxLength(10)), []),
      },
      'Give the response of the authenticator',
    ),
    clientExtensionResults: v.optional(v.looseObject({}), {}),
  },
  'Give the credential that the browser answered',
);
export type RegistrationCredential = v.InferOutput<typeof RegistrationCredential>;

/** The answer of `navigator.credentials.get()`. */
export const AssertionCredential = v.object(
  {
    ...credential,
    response: v.object(
      {
        clientDataJSON: base64Url(8_192),
        authenticatorData: base64Url(16_384),
        signature: base64Url(4_096),
        userHandle: v.optional(v.nullable(base64Url(128))),
      },
      'Give the response of the authenticator',
    ),
  },
  'Give the credential that the browser answered',
);
export type AssertionCredential = v.InferOutput<typeof AssertionCredential>;

const Descriptor = v.object({
  type: v.literal('public-key'),
  id: v.string(),
  transports: v.array(v.string()),
});

/** What `PublicKeyCredential.parseCreationOptionsFromJSON()` takes. */
export const CreationOptions = v.object({
  challenge: v.string(),
  rp: v.object({ id: v.string(), name: v.string() }),
  user: v.object({ id: v.string(), name: v.string(), displayName: v.string() }),
  pubKeyCredParams: v.array(v.object({ type: v.literal('public-key'), alg: v.number() })),
  timeout: v.number(),
  attestation: v.picklist(['none', 'direct']),
  authenticatorSelection: v.object({
    authenticatorAttachment: v.optional(v.literal('platform')),
    residentKey: v.picklist(['preferred', 'required', 'discouraged']),
    userVerification: v.picklist(['preferred', 'required', 'discouraged']),
  }),
  excludeCredentials: v.array(Descriptor),
  extensions: v.object({
    credProps: v.boolean(),
    credentialProtectionPolicy: v.optional(v.string()),
    enforceCredentialProtectionPolicy: v.optional(v.boolean()),
  }),
});
export type CreationOptions = v.InferOutput<typeof CreationOptions>;

/** What `PublicKeyCredential.parseRequestOptionsFromJSON()` takes. */
export const RequestOptions = v.object({
  challenge: v.string(),
  rpId: v.string(),
  timeout: v.number(),
  userVerification: v.picklist(['preferred', 'required', 'discouraged']),
  /** Empty: any passkey that the device holds for this service. */
  allowCredentials: v.array(Descriptor),
});
export type RequestOptions = v.InferOutput<typeof RequestOptions>;

/** Signing in without typing a name: options for the browser, and the flow to answer with. */
export const PasskeySignIn = v.object({ flow: v.string(), expiresAt: Instant, options: RequestOptions });
export const VerifyPasskeySignIn = request({ flow: Flow, credential: AssertionCredential });
