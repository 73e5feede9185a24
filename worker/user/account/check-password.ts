import { DEFAULT_NAMES } from '../../../schema/default-names.ts';
import { because } from '../../../schema/api/reason.ts';
import type { DeviceRow, FactorRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { config } from '../../config.ts';
import { unseal } from '../../crypto/seal.ts';
import { isOwnHash, loadPasswordHashing, verifyNothing, verifyPassword } from '../../factors/password.ts';
import type { Budget } from '../../policy/budget.ts';
import { afterRight, afterWrong, FRESH_BUDGET, refusal } from '../../policy/budget.ts';
import type { ProblemCode } from '../../../schema/api/problem.ts';
import { Refused } from '../../refused.ts';
import { adoptPassword } from './adopt-password.ts';
import { activeFactors, writeBudget } from '../factors/factor-rows.ts';
import { forgetKnownDevices, knownDevice } from '../sign-in/known-devices.ts';
import { append } from '../ledger.ts';
import type { ForeignJudgement } from './judge-foreign-password.ts';
import type { Call, User } from '../user.ts';
import { instant } from '../views.ts';

export interface PasswordTry {
  password: string;
  /** The secret of the browser's device cookie, if it has one. */
  device: string | null;
  sessionId?: string;
  /** What a wrong password is called: `wrong-credentials` where the address may be wrong too. */
  problem: ProblemCode;
}

/**
 * Compares a password, within its budget of guesses. A browser that this account was used on has a budget of
 * its own: a stranger's guesses lock strangers out, not the owner (CHECKLIST F9). A stand-in does the same
 * work, keeps the same counts and gives the same answers.
 * @throws Refused `problem`, too-many-tries
 */
export async function checkPassword(user: User, call: Call, attempt: PasswordTry): Promise<void> {
  await loadPasswordHashing();
  const before = passwordFactor(user);
  const encoded =
    before.sealed &&
    new TextDecoder().decode(await unseal(config.keyRing, `${user.id}/${before.id}`, before.sealed));
  const foreign = encoded && !isOwnHash(encoded) ? await judgeForeign(user, before, encoded, attempt) : null;

  // From here on nothing waits: the counters are read, spent and written in one step.
  const factor = passwordFactor(user);
  // Of several that brought the same right password, another may have put the own hash in its place.
  const adopted = foreign?.right === true && factor.sealed === foreign.sealed;
  if (factor.sealed !== before.sealed && !adopted)
    throw new Refused('unavailable', because('password-just-changed'));
  const device = knownDevice(user, attempt.device);
  const budget = budgetOf(factor, device);
  const shut = refusal(budget, now());
  if (shut === 'locked') throw new Refused('too-many-tries', { retryAt: instant(budget.locked_until) });
  // Once strangers have spent it, only a known browser's password counts, or a reset (63B-4 3.2.2).
  const right = foreign
    ? foreign.right
    : encoded
      ? verifyPassword(encoded, attempt.password)
      : verifyNothing(attempt.password);
  // While the account is locked no password is right, and every one is counted: nobody can tell (CHECKLIST A7, F9).
  const locked = user.account!.locked_at !== null;
  if (!right || locked || shut === 'disabled') throw countWrong(user, call, attempt, factor, device, budget);
  const adopts = foreign?.right && !adopted;
  if (budget.failures === 0 && !adopts) return;
  user.transaction(() => {
    if (budget.failures > 0) write(user, factor, device, afterRight(budget, 0), factor.seq);
    if (adopts) adoptPassword(user, call, factor, foreign.sealed, attempt.sessionId);
  });
}

const budgetOf = (factor: FactorRow, device: DeviceRow | undefined): Budget =>
  device ? { ...FRESH_BUDGET, ...device } : factor;

/** Compares with another system's hash, unless no guess is taken now anyway. */
async function judgeForeign(
  user: User,
  factor: FactorRow,
  encoded: string,
  { device, password }: PasswordTry,
): Promise<ForeignJudgement> {
  const shut = refusal(budgetOf(factor, knownDevice(user, device)), now());
  if (shut === 'locked') return { right: false };
  const { judgeForeignPassword } = await import('./judge-foreign-password.ts');
  return judgeForeignPassword(user, factor, encoded, password);
}

/** The account's password; for a stand-in a row without a secret, which only counts. */
export function passwordFactor(user: User): FactorRow {
  const [factor] = activeFactors(user, 'password');
  if (factor) return factor;
  user.sql.all(
    `INSERT INTO factors (id, method, name, state, created_at, seq) VALUES ('password', 'password', 'Password', 'active', ?, 0)`,
    now(),
  );
  return passwordFactor(user);
}

function countWrong(
  user: User,
  call: Call,
  attempt: PasswordTry,
  factor: FactorRow,
  device: DeviceRow | undefined,
  budget: Budget,
): Refused {
  const after = afterWrong(budget, 'password', now(), user.policy.lockout);
  const about = {
    method: 'password',
    subject: DEFAULT_NAMES.password,
    sessionId: attempt.sessionId,
  } as const;
  user.transaction(() => {
    const type = attempt.sessionId ? 'challenge.failed' : 'sign-in.failed';
    const seq = append(user, call, { type, ...about });
    if (after.locked_until > now()) append(user, call, { type: 'factor.locked', ...about });
    const turnedOff = !device && budget.disabled_at === null && after.disabled_at !== null;
    if (turnedOff) append(user, call, { type: 'factor.disabled', ...about });
    write(user, factor, device, after, seq);
  });
  return after.locked_until > now()
    ? new Refused('too-many-tries', { retryAt: instant(after.locked_until) })
    : new Refused(attempt.problem);
}

function write(
  user: User,
  factor: FactorRow,
  device: DeviceRow | undefined,
  budget: Budget,
  seq: number,
): void {
  if (!device) {
    writeBudget(user, factor, budget, seq);
    return;
  }
  // A browser that failed too often is a stranger's from here on (63B-4 3.2.2: at most 100 in a row).
  if (budget.disabled_at !== null) return forgetKnownDevices(user, device.hash);
  user.sql.all(
    'UPDATE devices SET failures = ?, locked_until = ? WHERE hash = ?',
    budget.failures,
    budget.locked_until,
    device.hash,
  );
}
