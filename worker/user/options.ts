import type { ChallengeOption } from '../../schema/api/session.ts';
import type { Purpose } from '../../schema/api/challenge.ts';
import type { FactorRow, SessionRow } from '../../schema/user-tables.ts';
import { now } from '../clock.ts';
import { config } from '../config.ts';
import { refusal } from '../policy/budget.ts';
import { activeFactors, isSecondStep } from './factor-rows.ts';
import { isSignInMailbox } from './sign-in-mailbox.ts';
import { maskAddress } from './mask-address.ts';
import type { User } from './user.ts';

/**
 * Whether a factor may answer a challenge of this purpose, by policy. With a password that was reset by mail, a
 * recovery code is one proof beside a mailbox: it opens a recovery, and no full session (CHECKLIST D6). Nor does
 * that same mailbox count twice.
 */
function allowed(user: User, factor: FactorRow, purpose: Purpose): boolean {
  if (isSecondStep(factor.method)) return true;
  if (purpose !== 'sign-in') return false;
  const wasReset = user.account!.password_reset_at !== null;
  if (factor.method === 'recovery-code') return !wasReset;
  return factor.method === 'email' && config.emailAsFactor && !(wasReset && isSignInMailbox(user, factor));
}

/** The factors that may answer now: second-step methods by last use, then mail, recovery codes last. */
export function usableFactors(user: User, purpose: Purpose): FactorRow[] {
  const rank = ({ method }: FactorRow) => (isSecondStep(method) ? 0 : method === 'email' ? 1 : 2);
  return activeFactors(user)
    .filter((factor) => allowed(user, factor, purpose) && refusal(factor, now()) !== 'disabled')
    .sort((a, b) => rank(a) - rank(b));
}

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
    }));
}
