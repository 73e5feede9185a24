import type { IssuedPass } from '../../../schema/api/administered.ts';
import { because } from '../../../schema/api/reason.ts';
import { HOUR, now } from '../../clock.ts';
import { config } from '../../config.ts';
import { randomBytes, randomId } from '../../crypto/random.ts';
import { encodeCrockford, grouped } from '../../factors/crockford.ts';
import { PASS_BYTES } from '../../policy/limits.ts';
import { Refused } from '../../refused.ts';
import { passHash } from '../sign-in/access-pass.ts';
import { twoStepOn } from '../factors/factor-rows.ts';
import { append } from '../ledger.ts';
import type { Call, User } from '../user.ts';
import { instant } from '../views.ts';
import { voidPass } from '../sign-in/void-pass.ts';
import type { Actor } from './actor.ts';
import { by } from './actor.ts';

/**
 * Makes a temporary access pass, in the place of an earlier one. Its code is in this answer and nowhere else.
 * @param delay how long it does not work yet, ms
 * @throws Refused method-not-available: the password alone signs in, so there is nothing to put beside it
 */
export function issuePass(
  user: User,
  call: Call,
  actor: Actor,
  { hours, uses }: { hours: number; uses: number },
  delay: number,
  approvedBy?: string,
): IssuedPass {
  if (!twoStepOn(user) && user.account!.enroll !== 'with-pass')
    throw new Refused('method-not-available', because('no-second-step'));
  const id = randomId();
  const code = encodeCrockford(randomBytes(PASS_BYTES));
  const startsAt = now() + delay;
  const expiresAt = startsAt + hours * HOUR;
  const detail = { ...by(actor), pass: id, startsAt, expiresAt, uses, ...(approvedBy && { approvedBy }) };
  append(user, call, { type: 'pass.issued', detail });
  voidPass(user);
  const keyId = config.keyRing.current;
  user.sql.all(
    'INSERT INTO passes (id, key_id, hash, starts_at, expires_at, uses_left) VALUES (?, ?, ?, ?, ?, ?)',
    id,
    keyId,
    passHash(keyId, id, code),
    startsAt,
    expiresAt,
    uses,
  );
  user.updateAccount('pass_until = ?', expiresAt);
  return { code: grouped(code), startsAt: instant(startsAt), expiresAt: instant(expiresAt), uses };
}
