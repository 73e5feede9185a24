import { config } from '../config.ts';
import { keyedDigest } from '../crypto/digest.ts';
import { toBase64Url } from '../crypto/base64.ts';
import { randomBytes } from '../crypto/random.ts';
import { RECOVERY_CODE_CHARACTERS, RECOVERY_CODES } from '../policy/limits.ts';
import { writeBudget } from '../user/factor-rows.ts';
import { encodeCrockford, parseCrockford } from './crockford.ts';
import type { FactorMethod } from './factor-method.ts';

/** A new set: RECOVERY_CODES codes of 80 random bits. */
export const newRecoveryCodes = () =>
  Array.from({ length: RECOVERY_CODES }, () =>
    encodeCrockford(randomBytes((RECOVERY_CODE_CHARACTERS * 5) / 8)),
  );

/** How a code is stored: `<key id>.<HMAC>`, bound to its set. */
export function recoveryCodeHash(keyId: string, setId: string, code: string): string {
  return `${keyId}.${toBase64Url(keyedDigest(config.keyRing.key(keyId, 'recovery-code'), `${setId}/${code}`))}`;
}

/** A saved code: any unused one of the set, once. */
export const recoveryCode: FactorMethod<string[], string> = {
  shape: `Enter one of your recovery codes, ${RECOVERY_CODE_CHARACTERS} letters and digits`,

  parse: (code) => parseCrockford(code, RECOVERY_CODE_CHARACTERS),

  /** The key ids that codes of this set are hashed under: one, or two while a key is rotated. */
  open: async (user, _challenge, factor) =>
    user.sql
      .all<{ id: string }>(
        `SELECT DISTINCT substr(hash, 1, instr(hash, '.') - 1) AS id FROM recovery_codes WHERE factor_id = ?`,
        factor!.id,
      )
      .map(({ id }) => id),

  /** Whether the code is one of the set is for `accept` to say: finding it and spending it is one statement. */
  judge: ({ factor, code, secret }) =>
    secret.map((keyId) => recoveryCodeHash(keyId, factor!.id, code)).join(' '),

  accept(user, { match, factor, budget, budgetChanged, seq, now }) {
    const spent = match
      .split(' ')
      .some((hash) =>
        user.sql.one(
          'UPDATE recovery_codes SET used_at = ? WHERE factor_id = ? AND hash = ? AND used_at IS NULL RETURNING 1',
          now,
          factor.id,
          hash,
        ),
      );
    if (spent && budgetChanged) writeBudget(user, factor.id, budget, seq);
    return spent;
  },
};
