import { config } from '../config.ts';
import { keyedDigest } from '../crypto/digest.ts';
import { toBase64Url } from '../crypto/base64.ts';
import { randomBytes } from '../crypto/random.ts';
import { RECOVERY_CODE_CHARACTERS, RECOVERY_CODES } from '../policy/limits.ts';
import { writeBudget } from '../user/factors/factor-rows.ts';
import { encodeCrockford, parseCrockford } from './crockford.ts';
import type { FactorMethod } from './factor-method.ts';

/** A new set: RECOVERY_CODES codes of 80 random bits. */
export const newRecoveryCodes = () =>
  Array.from({ length: RECOVERY_CODES }, () =>
    encodeCrockford(randomBytes((RECOVERY_CODE_CHARACTERS * 5) / 8)),
  );

/** How a code is stored: an HMAC under the set's key, bound to the set. */
export function recoveryCodeHash(keyId: string, setId: string, code: string): string {
  return toBase64Url(keyedDigest(config.keyRing.key(keyId, 'recovery-code'), `${setId}/${code}`));
}

/** A saved code: any unused one of the set, once. The set's row says under which key its codes are hashed. */
export const recoveryCode: FactorMethod<string, string> = {
  shape: 'code-not-recovery-code',

  parse: (code) => parseCrockford(code, RECOVERY_CODE_CHARACTERS),

  secret: (_user, _challenge, factor) => factor!.parameters!,

  /** Whether the code is one of the set is for `accept` to say: finding it and spending it is one statement. */
  judge: ({ factor, code, secret: keyId }) => recoveryCodeHash(keyId, factor!.id, code),

  accept(user, { match: hash, factor, budget, budgetChanged, seq, now }) {
    const spent = user.sql.changed(
      'UPDATE recovery_codes SET used_at = ? WHERE factor_id = ? AND hash = ? AND used_at IS NULL',
      now,
      factor.id,
      hash,
    );
    if (!spent) return null;
    return budgetChanged ? writeBudget(user, factor, budget, seq) : factor;
  },
};
