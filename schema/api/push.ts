import * as v from 'valibot';
import { Code, Email, FactorName, Instant } from './fields.ts';
import { PURPOSES, PUSH_OUTCOMES } from './challenge.ts';
import { AssertionCredential, RegistrationCredential } from './passkey.ts';
import { request, requestWithOne } from './request.ts';

/** What an authenticator and this service say to each other (docs/push-protocol.md). */

const base64Url = (length: number, message: string) =>
  v.pipe(v.string(message), v.regex(new RegExp(`^[\\w-]{${length}}$`), message));

/** What an app needs to know of this service before it joins. */
export const AuthenticatorSettings = v.object({
  service: v.string(),
  /** What a browser subscribes to pushes with (RFC 8292 section 4): a P-256 point, base64url. Null: there is no push here. */
  applicationServerKey: v.nullable(v.string()),
  /** What a passkey that checks the person is made for. */
  rpId: v.string(),
});
export type AuthenticatorSettings = v.InferOutput<typeof AuthenticatorSettings>;

/** Where the browser is reached while the app is closed (Push API section 8); null: only while it is open. */
export const Subscription = v.nullable(
  request({
    endpoint: v.pipe(
      v.string('Give the endpoint'),
      v.maxLength(1024, 'An endpoint has at most 1,024 characters'),
    ),
    p256dh: base64Url(87, 'Give the 65 bytes of the key, base64url'),
    auth: base64Url(22, 'Give the 16 bytes of the secret, base64url'),
  }),
);
export type Subscription = v.InferOutput<typeof Subscription>;

/** The key of the QR code with the home that is in it too; or as it was typed, with the account's address. */
export const JoinDevice = requestWithOne(
  {
    keys: ['home', 'email'],
    none: 'Give the account’s address, or scan the code',
    several: 'Give the account’s address, or what the code says, not both',
  },
  {
    home: v.optional(base64Url(22, 'Scan the code again')),
    email: v.optional(Email),
    key: Code,
    publicKey: base64Url(87, 'Give the 65 bytes of the key, base64url'),
    name: FactorName,
    subscription: Subscription,
    /** The passkey by which the device checks its owner at each approval, from now on. */
    verification: v.optional(RegistrationCredential),
    signature: base64Url(86, 'Give the 64 bytes of the signature, base64url'),
  },
);
export type JoinDevice = v.InferOutput<typeof JoinDevice>;

export const DeviceJoined = v.object({
  /** What the device calls itself from now on: user id and its own id. */
  device: v.string(),
  service: v.string(),
  email: v.string(),
  /** Shown on both screens, to be compared by the person. */
  comparison: v.string(),
  /** Base32, for codes without a network (RFC 6238: SHA-1, 6 digits, 30 s). Answered this once. */
  secret: v.string(),
  expiresAt: Instant,
});
export type DeviceJoined = v.InferOutput<typeof DeviceJoined>;

/** `waiting`: until the comparison is confirmed on the other screen. */
export const DeviceState = v.object({
  state: v.picklist(['waiting', 'active']),
  name: v.string(),
  email: v.string(),
  service: v.string(),
  /** The id of the passkey by which it checks its owner; null: it does not. */
  verification: v.nullable(v.string()),
});
export type DeviceState = v.InferOutput<typeof DeviceState>;

/** What is asked of the person at the device: who wants in, from where, and to type a number. */
export const PushRequest = v.object({
  id: v.string(),
  purpose: v.picklist(PURPOSES),
  digits: v.number(),
  device: v.string(),
  place: v.nullable(v.string()),
  ip: v.nullable(v.string()),
  at: Instant,
  expiresAt: Instant,
});
export type PushRequest = v.InferOutput<typeof PushRequest>;
export const PushRequestAnswer = v.object({ request: v.nullable(PushRequest) });

export const Decide = v.variant(
  'decision',
  [
    request({
      decision: v.literal('approve'),
      number: v.pipe(
        v.string('Give the number'),
        v.regex(/^\d{2,6}$/, 'Type the number that the other screen shows'),
      ),
      /** What the device's passkey answers, where it checks its owner. */
      verification: v.optional(AssertionCredential),
    }),
    request({ decision: v.literal('deny') }),
    request({ decision: v.literal('report') }),
  ],
  'Give a decision: approve, deny or report',
);
export type Decide = v.InferOutput<typeof Decide>;

export const Decided = v.object({ outcome: v.picklist(PUSH_OUTCOMES) });

export const Subscribe = request({ subscription: Subscription });

/** Begins to check the owner at each approval, with a new passkey; or ends it, with an answer of that passkey. */
export const ChangeVerification = v.variant(
  'on',
  [
    request({ on: v.literal(true), credential: RegistrationCredential }),
    request({ on: v.literal(false), credential: AssertionCredential }),
  ],
  'Say whether it is to be on',
);
export type ChangeVerification = v.InferOutput<typeof ChangeVerification>;
