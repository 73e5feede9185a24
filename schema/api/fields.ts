import * as v from 'valibot';

/** Fields that several requests share, with the words that a person reads when one is wrong. */

export const Email = v.pipe(
  v.string('Give one e-mail address, as text'),
  v.trim(),
  v.maxLength(254, 'An e-mail address has at most 254 characters'),
  // The domain is letters, digits, hyphens and dots: anything else in it (`/`, `#`, `%`) would be lost or decoded
  // on the way to its canonical spelling, and make it somebody else's address.
  v.regex(
    /^[^\s\p{C}@<>()",;:\\]+@[\p{L}\p{M}\p{Nd}-]+(?:\.[\p{L}\p{M}\p{Nd}-]+)+$/u,
    'Give an address like name@example.com',
  ),
);

/** A phone number with its country code, in its one spelling: E.164. Which are served, the Worker judges. */
export const Phone = v.pipe(
  v.string('Give one phone number, as text'),
  v.trim(),
  v.maxLength(32, 'A phone number has at most 15 digits'),
  v.regex(/^\+[0-9 .()/-]+$/, 'Give a number with its country code, like +33 6 12 34 56 78'),
  v.transform((typed) => typed.replace(/[^+0-9]/g, '')),
  v.regex(/^\+[1-9][0-9]{6,14}$/, 'Give a number with its country code, like +33 6 12 34 56 78'),
);

/** Any password that an account may have. Whether a new one is good enough is judged apart. */
export const Password = v.pipe(
  v.string('Give the password, as text'),
  v.nonEmpty('Enter your password'),
  v.maxLength(1024, 'A password has at most 1,024 characters'),
);

/** A code as typed: digits with spaces or hyphens between, or a recovery code. */
export const Code = v.pipe(
  v.string('Give the code, as text'),
  v.trim(),
  v.nonEmpty('Enter the code'),
  v.maxLength(64, 'A code has at most 64 characters'),
);

/** The name that a person gives to a factor. */
export const FactorName = v.pipe(
  v.string('Give a name, as text'),
  v.trim(),
  v.nonEmpty('Enter a name'),
  v.maxLength(64, 'A name has at most 64 characters'),
  // eslint-disable-next-line no-control-regex
  v.regex(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/u, 'A name is one line of text'),
);

/** What a flow without a session (sign-up, password reset) is continued with. Opaque. */
export const Flow = v.pipe(
  v.string('Give the flow that the first step answered'),
  v.nonEmpty('Start again'),
  v.maxLength(256, 'Start again'),
);

/** An instant, ISO 8601 in UTC. */
export const Instant = v.pipe(v.string(), v.isoTimestamp());
