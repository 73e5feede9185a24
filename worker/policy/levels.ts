import type { Method } from '../../schema/api/method.ts';
import type { Level } from '../../schema/api/session.ts';

type Category = 'known' | 'held';

/**
 * What a session records as proven: the methods, of a passkey whether the authenticator checked the person, and of
 * a push whether the device did, or six digits were typed.
 */
export type Proof = Method | 'passkey-verified' | 'push-verified';

/**
 * What kind of thing each proof is of. E-mail is of none (63B-4 3.1.3.1: e-mail SHALL NOT be used for
 * out-of-band authentication). A recovery code is written down like a password: with one it makes two factors,
 * not two categories. A passkey that checked a PIN or a fingerprint is two factors by itself (63B-4 3.1.7.2);
 * one that did not is one, whatever was asked of it. A text message shows that one has the phone's number: held,
 * but restricted (63B-4 3.1.3.3), so it counts only where a deployment lets it (SMS_AS_FACTOR). A push matched by
 * fewer than 6 digits is a factor, but too weak to make a category of its own (63B-4 3.1.3.2; CHECKLIST C13),
 * unless the device checked its owner.
 */
const CATEGORIES: Record<Proof, readonly Category[]> = {
  password: ['known'],
  totp: ['held'],
  passkey: ['held'],
  'passkey-verified': ['held', 'known'],
  push: ['held'],
  'push-verified': ['held'],
  sms: ['held'],
  email: [],
  'recovery-code': ['known'],
};

/** The assurance level of what was proven: 0 nothing, 1 one factor, 2 two, 3 two of different categories. */
export function levelOf(proofs: readonly Proof[]): Level {
  const categories = [...new Set(proofs)].flatMap((proof) => CATEGORIES[proof]);
  if (categories.length < 2) return categories.length as Level;
  const strong = proofs.filter((proof) => proof !== 'push').flatMap((proof) => CATEGORIES[proof]);
  return new Set(strong).size > 1 ? 3 : 2;
}

/** The level that changes to an account ask for: two factors once it has two. */
export const requiredLevel = (twoStep: boolean): Level => (twoStep ? 2 : 1);

const AMR: Record<Proof, readonly string[]> = {
  password: ['pwd'],
  totp: ['otp'],
  // 'pop': possession of a key, without a claim on where the key is kept (RFC 8176 section 2).
  passkey: ['pop', 'user'],
  'passkey-verified': ['pop', 'user'],
  push: ['pop'],
  'push-verified': ['pop'],
  sms: ['sms'],
  email: [],
  'recovery-code': ['otp'],
};

/** RFC 8176 values for what was proven; `mfa` only with two factors. */
export function amrOf(proofs: readonly Proof[]): string[] {
  const amr = new Set(proofs.flatMap((proof) => AMR[proof]));
  if (levelOf(proofs) >= 2) amr.add('mfa');
  return [...amr];
}
