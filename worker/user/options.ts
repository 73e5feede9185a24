import type { ChallengeOption } from '../../schema/api/session.ts';
import type { Purpose } from '../../schema/api/challenge.ts';
import type { Policy } from '../../schema/api/policy.ts';
import { isSent, type Method } from '../../schema/api/method.ts';
import type { FactorRow, SessionRow } from '../../schema/user-tables.ts';
import { now } from '../clock.ts';
import { refusal } from '../policy/budget.ts';
import { activeFactors, isSecondStep } from './factor-rows.ts';
import { isSignInMailbox } from './sign-in-mailbox.ts';
import { maskAddress } from './mask-address.ts';
import { secondSteps } from './stage-of.ts';
import type { User } from './user.ts';

/**
 * Whether a factor may answer a challenge of this purpose, by policy. A second step that is not allowed any more
 * answers only where its owner has no other: it gets him to set up one that is (stage-of.ts). A text message shows something that one
 * has, so where it is a factor it is one at both; a mail and a recovery code only help to get in. With a password
 * that was reset by mail, a recovery code is one proof beside a mailbox: it opens a recovery, and no full session
 * (CHECKLIST D6). Nor does that same mailbox count twice.
 */
function allowed(user: User, factor: FactorRow, purpose: Purpose, policy: Policy): boolean {
  const { methods } = policy;
  const named = methods.some((method) => method === factor.method);
  if (isSecondStep(factor.method)) return named || secondSteps(user, policy).allowed.length === 0;
  if (factor.method === 'sms') return named;
  if (purpose !== 'sign-in') return false;
  const wasReset = user.account!.password_reset_at !== null;
  if (factor.method === 'recovery-code') return !wasReset;
  return named && !(wasReset && isSignInMailbox(user, factor));
}

/** In policy's order, where codes that are sent share a place; what is not in it comes last. */
function rank({ methods }: Policy, method: Method): number {
  const at = methods.findIndex((one) => one === method || (isSent(one) && isSent(method)));
  return at === -1 ? methods.length : at;
}

/**
 * The factors that may answer: of one place the preferred one first, then by last use. Those that are turned off
 * are left out; those that are locked for a while come last.
 */
export function usableFactors(user: User, purpose: Purpose, policy = user.policy): FactorRow[] {
  const locked = (factor: FactorRow) => (refusal(factor, now()) === 'locked' ? 1 : 0);
  const order = (method: Method) => rank(policy, method);
  return activeFactors(user)
    .filter((factor) => allowed(user, factor, purpose, policy) && refusal(factor, now()) !== 'disabled')
    .sort((a, b) => locked(a) - locked(b) || order(a.method) - order(b.method) || b.preferred - a.preferred);
}

/** Where the account's owner is reached when he cannot sign in: the preferred one first, then by last use. */
export const recoveryMethods = (user: User): FactorRow[] =>
  activeFactors(user)
    .filter(({ method }) => isSent(method))
    .sort((a, b) => b.preferred - a.preferred);

/** As a person chooses: one row a factor, but one for all passkeys, since the browser asks which. */
export function challengeOptions(user: User, session: SessionRow): ChallengeOption[] {
  const factors = usableFactors(user, session.stage === 'full' ? 'reauthentication' : 'sign-in');
  const passkeys = factors.filter(({ method }) => method === 'passkey');
  return factors
    .filter((factor) => factor.method !== 'passkey' || factor === passkeys[0])
    .map((factor) => ({
      method: factor.method,
      factorId: factor.method === 'recovery-code' || factor.method === 'passkey' ? null : factor.id,
      name: factor.method === 'passkey' && passkeys.length > 1 ? 'Passkey or security key' : factor.name,
      sentTo: factor.address && maskAddress(factor.address),
      lockedUntil: factor.locked_until > now() ? new Date(factor.locked_until).toISOString() : null,
    }));
}
