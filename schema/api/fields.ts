import * as v from 'valibot';
import { FAULTS } from './fault.ts';

/** Fields that several requests share, with the words that a person reads when one is wrong. */

export const Email = v.pipe(
  v.string(FAULTS['email-not-text']),
  v.trim(),
  v.maxLength(254, FAULTS['email-too-long']),
  // The domain is letters, digits, hyphens and dots: anything else in it (`/`, `#`, `%`) would be lost or decoded
  // on the way to its canonical spelling, and make it somebody else's address.
  v.regex(
    /^[^\s\p{C}@<>()",;:\\]+@[\p{L}\p{M}\p{Nd}-]+(?:\.[\p{L}\p{M}\p{Nd}-]+)+$/u,
    FAULTS['email-malformed'],
  ),
);

/** A phone number with its country code, in its one spelling: E.164. Which are served, the Worker judges. */
export const Phone = v.pipe(
  v.string(FAULTS['phone-not-text']),
  v.trim(),
  v.maxLength(32, FAULTS['phone-too-long']),
  v.regex(/^\+[0-9 .()/-]+$/, FAULTS['phone-malformed']),
  v.transform((typed) => typed.replace(/[^+0-9]/g, '')),
  v.regex(/^\+[1-9][0-9]{6,14}$/, FAULTS['phone-malformed']),
);

/** Any password that an account may have. Whether a new one is good enough is judged apart. */
export const Password = v.pipe(
  v.string(FAULTS['password-not-text']),
  v.nonEmpty(FAULTS['password-missing']),
  v.maxLength(1024, FAULTS['password-too-long']),
);

/** A code as typed: digits with spaces or hyphens between, or a recovery code. */
export const Code = v.pipe(
  v.string(FAULTS['code-not-text']),
  v.trim(),
  v.nonEmpty(FAULTS['code-missing']),
  v.maxLength(64, FAULTS['code-too-long']),
);

/** Text of one line: no control characters, nor what makes a part of it read from the other end (Unicode TR 36, 2.10). */
// eslint-disable-next-line no-control-regex
export const ONE_LINE = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u;

/** The name that a person gives to a factor. */
export const FactorName = v.pipe(
  v.string(FAULTS['name-not-text']),
  v.trim(),
  v.nonEmpty(FAULTS['name-missing']),
  v.maxLength(64, FAULTS['name-too-long']),
  v.regex(ONE_LINE, FAULTS['name-not-one-line']),
);

/** What somebody is called; an empty one is none. */
export const PersonName = v.pipe(
  v.string(FAULTS['name-not-text']),
  v.trim(),
  v.maxLength(64, FAULTS['name-too-long']),
  v.regex(ONE_LINE, FAULTS['name-not-one-line']),
);

/** What a flow without a session (sign-up, password reset) is continued with. Opaque. */
export const Flow = v.pipe(
  v.string('Give the flow that the first step answered'),
  v.nonEmpty('Start again'),
  v.maxLength(256, 'Start again'),
);

/** An instant, ISO 8601 in UTC. */
export const Instant = v.pipe(v.string(), v.isoTimestamp());
