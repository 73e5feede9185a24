import type { ChallengeOption } from '../../../schema/api/session.ts';
import type { Purpose } from '../../../schema/api/challenge.ts';
import type { Policy } from '../../../schema/api/policy.ts';
import { isSent, type Method } from '../../../schema/api/method.ts';
import type { FactorRow, SessionRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { config } from '../../config.ts';
import { refusal } from '../../policy/budget.ts';
import { activeFactors, isSecondStep } from '../factors/factor-rows.ts';
import { isSignInMailbox } from '../sending/sign-in-mailbox.ts';
import { maskAddress } from '../sending/mask-address.ts';
import { secondSteps } from '../sign-in/stage-of.ts';
import type { User } from '../user.ts';

/**
 * Whether a factor may answer a challenge of this purpose, by policy. A second step that is not allowed any more
 * answers only where its owner has no other: it gets him to set up one that is (stage-of.ts). A text message shows
 * something that one has, so where it is a factor it is one at both; a mail and a recovery code only help to get in.
 * With a password
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

/** Methods whose factors are asked all at once: the device that is at hand answers. */
const TOGETHER: Partial<Record<Method, string>> = {
  passkey: 'Passkey or security key',
  push: 'Countersign Push',
};

/**
 * As a person chooses: one row a factor, but one for all passkeys, since the browser asks which, and one for all
 * push devices, since all are asked. A push device has codes too, for when it has no network.
 */
export function challengeOptions(user: User, session: SessionRow): ChallengeOption[] {
  const factors = usableFactors(user, session.stage === 'full' ? 'reauthentication' : 'sign-in');
  const first = (method: Method) => factors.find((factor) => factor.method === method);
  const alone = (method: Method) => factors.filter((factor) => factor.method === method).length === 1;
  const rows = factors
    .filter(({ method }) => method !== 'push' || config.vapidKey)
    .filter((factor) => !TOGETHER[factor.method] || factor === first(factor.method))
    .map((factor) => ({
      method: factor.method,
      factorId: factor.method === 'recovery-code' || TOGETHER[factor.method] ? null : factor.id,
      name: alone(factor.method) ? factor.name : (TOGETHER[factor.method] ?? factor.name),
      sentTo: factor.address && maskAddress(factor.address),
      lockedUntil: lockedUntil(factor),
    }));
  const codes = factors
    .filter(({ method }) => method === 'push')
    .map((factor) => ({
      method: 'totp' as const,
      factorId: factor.id,
      name: factor.name,
      sentTo: null,
      lockedUntil: lockedUntil(factor),
      pushDevice: true as const,
    }));
  const lastOwn = rows.findLastIndex(({ method }) => isSecondStep(method));
  return [...rows.slice(0, lastOwn + 1), ...codes, ...rows.slice(lastOwn + 1)];
}

const lockedUntil = ({ locked_until }: FactorRow) =>
  locked_until > now() ? new Date(locked_until).toISOString() : null;
