import * as v from 'valibot';
import { Delivery } from './delivery.ts';
import { Factor } from './factor.ts';
import { Code, Email, FactorName, Instant, Phone } from './fields.ts';
import { CreationOptions, RegistrationCredential } from './passkey.ts';
import { Session } from './session.ts';
import { oneAnswer, request } from './request.ts';

export const BeginEnrollment = v.variant(
  'method',
  [
    request({ method: v.literal('totp'), name: v.optional(FactorName) }),
    request({
      method: v.literal('passkey'),
      name: v.optional(FactorName),
      /**
       * The browser makes it on its own after a sign-in, without asking (WebAuthn Level 3 section 5.1.3). Nobody
       * need have been there, so it raises no session, and is no way to turn two-step verification on.
       */
      mediation: v.optional(v.literal('conditional', 'Give “conditional”, or leave it out')),
    }),
    request({ method: v.literal('sms'), address: Phone, name: v.optional(FactorName) }),
    request({ method: v.literal('push'), name: v.optional(FactorName) }),
    request({ method: v.literal('email'), address: Email, name: v.optional(FactorName) }),
  ],
  'Give a method that can be set up: totp, passkey, push, sms or email',
);
export type BeginEnrollment = v.InferOutput<typeof BeginEnrollment>;

const pending = { id: v.string(), expiresAt: Instant, triesLeft: v.number() };

/** Asking twice for the same thing in one session answers the same enrollment while it lives. */
export const Enrollment = v.variant('method', [
  v.object({
    ...pending,
    method: v.literal('totp'),
    /** Base32 (RFC 4648), to be typed. Shown only while pending, to the session that began it. */
    secret: v.string(),
    /** otpauth://totp/… for the QR code. */
    otpauthUri: v.string(),
  }),
  v.object({ ...pending, method: v.literal('passkey'), options: CreationOptions }),
  v.object({
    ...pending,
    method: v.literal('push'),
    /** For the QR code: the authenticator's page, with the one-use key behind the `#`. */
    url: v.string(),
    /** The same key in groups, to be typed beside the account's address. */
    key: v.string(),
    /** Once a device has joined: its name, and what its screen shows too. Confirming it takes `comparison` as the code. */
    device: v.nullable(
      v.object({
        name: v.string(),
        comparison: v.string(),
        /** It is going to check its owner at each approval. */
        verifies: v.boolean(),
      }),
    ),
  }),
  v.object({
    ...pending,
    method: v.picklist(['sms', 'email']),
    /** Where the code went, as it was given: a phone number in E.164. */
    address: v.string(),
    resendAt: Instant,
    delivery: v.nullable(Delivery),
  }),
]);
export type Enrollment = v.InferOutput<typeof Enrollment>;

/** What is pending in this session, without secrets: for a page that was reloaded. */
export const EnrollmentList = v.object({
  enrollments: v.array(
    v.object({
      ...pending,
      method: v.picklist(['totp', 'passkey', 'push', 'sms', 'email']),
      address: v.nullable(v.string()),
      resendAt: v.nullable(Instant),
      delivery: v.nullable(Delivery),
    }),
  ),
});
export type EnrollmentList = v.InferOutput<typeof EnrollmentList>;

/** A code (of a push device: the comparison), or for a passkey the credential that was made, with a name for it if one is known by now. */
export const ConfirmEnrollment = oneAnswer({
  code: v.optional(Code),
  credential: v.optional(RegistrationCredential),
  name: v.optional(FactorName),
});
export type ConfirmEnrollment = v.InferOutput<typeof ConfirmEnrollment>;

export const EnrollmentConfirmed = v.object({ factor: Factor, session: Session });
export type EnrollmentConfirmed = v.InferOutput<typeof EnrollmentConfirmed>;
export const EnrollmentAnswer = v.object({ enrollment: Enrollment });
