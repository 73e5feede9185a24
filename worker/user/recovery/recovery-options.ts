import type { RecoveryOption } from '../../../schema/api/session.ts';
import { isSent } from '../../../schema/api/method.ts';
import type { RecoveryPath } from '../../../schema/recovery-path.ts';
import type { FactorRow } from '../../../schema/user-tables.ts';
import { now, SECOND } from '../../clock.ts';
import { config } from '../../config.ts';
import { refusal } from '../../policy/budget.ts';
import { recoveryDelay, recoveryPath } from '../../policy/recovery-policy.ts';
import { activeFactors } from '../factors/factor-rows.ts';
import { maskAddress } from '../sending/mask-address.ts';
import { isSignInMailbox } from '../sending/sign-in-mailbox.ts';
import type { User } from '../user.ts';

/** How the claim that all second steps are lost may be proven (docs/recovery.md). */

/**
 * The path that this factor opens for whoever gave the password. The mailbox that resets the password is none:
 * alone it must never be enough.
 */
const pathOf = (user: User, factor: FactorRow): RecoveryPath | null =>
  isSignInMailbox(user, factor)
    ? null
    : recoveryPath(factor.method, user.account!.password_reset_at !== null);

/** What somebody who gave the password may prove it with, the quickest first. */
export const recoveryFactors = (user: User) =>
  activeFactors(user)
    .filter(({ method }) => !isSent(method) || user.policy.recovery.includes(method))
    .filter((factor) => pathOf(user, factor) !== null && refusal(factor, now()) !== 'disabled')
    .sort((a, b) => rank(a) - rank(b));

const rank = ({ method }: FactorRow) => (method === 'recovery-code' ? 0 : 1);

/** The same as a person chooses. */
export const recoveryOptions = (user: User): RecoveryOption[] =>
  recoveryFactors(user).map((factor) => ({
    method: factor.method,
    factorId: factor.method === 'recovery-code' ? null : factor.id,
    name: factor.name,
    sentTo: factor.address && maskAddress(factor.address),
    lockedUntil: factor.locked_until > now() ? new Date(factor.locked_until).toISOString() : null,
    delay: Math.round(recoveryDelay(pathOf(user, factor)!, config.recoveryDelayMs) / SECOND),
  }));
