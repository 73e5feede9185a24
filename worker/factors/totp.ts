import type { FactorRow } from '../../schema/user-tables.ts';
import { SECOND } from '../clock.ts';
import { config } from '../config.ts';
import { equal } from '../crypto/equal.ts';
import { unseal } from '../crypto/seal.ts';
import type { FactorMethod } from './factor-method.ts';
import type { OtpAlgorithm } from './hotp.ts';
import { hotp } from './hotp.ts';

export interface TotpParameters {
  algorithm: OtpAlgorithm;
  digits: number;
  /** Seconds a step. */
  period: number;
}

/** What every authenticator app supports; some ignore anything else without a word. */
export const DEFAULT_TOTP: TotpParameters = { algorithm: 'SHA1', digits: 6, period: 30 };

/** RFC 4226 section 4 R6 recommends 160 bits. */
export const TOTP_SECRET_BYTES = 20;

/** The time step of an instant (RFC 6238 section 4.2), T0 = 0. */
export const stepAt = (now: number, period: number) => Math.floor(now / (period * SECOND));

/**
 * The step that a code belongs to: the current one or the one before it (RFC 6238 section 5.2), if it is
 * newer than the newest accepted. Both are always computed, so that time tells nothing.
 */
export function matchStep(
  key: Uint8Array,
  { algorithm, digits, period }: TotpParameters,
  code: string,
  now: number,
  watermark: number,
): number | null {
  const step = stepAt(now, period);
  const isCurrent = equal(hotp(algorithm, key, step, digits), code);
  const isPrevious = equal(hotp(algorithm, key, step - 1, digits), code);
  const matched = isCurrent ? step : isPrevious ? step - 1 : null;
  return matched !== null && matched > watermark ? matched : null;
}

const parametersOf = (factor: FactorRow | null): TotpParameters =>
  factor?.method === 'totp' && factor.parameters
    ? (JSON.parse(factor.parameters) as TotpParameters)
    : DEFAULT_TOTP;

export const totp: FactorMethod<Uint8Array, number> = {
  shape: 'code-not-app-digits',

  parse(code, factor) {
    const digits = code.replace(/[\s-]/g, '');
    return /^\d+$/.test(digits) && digits.length === parametersOf(factor).digits ? digits : null;
  },

  secret: (user, challenge, factor) => user.opened.get((factor ?? challenge).id),

  async open(user, challenge, factor) {
    const { id, sealed } = factor ?? challenge;
    user.opened.set(id, await unseal(config.keyRing, `${user.id}/${id}`, sealed!));
  },

  judge: ({ secret, factor, code, now }) =>
    matchStep(secret, parametersOf(factor), code, now, factor?.watermark ?? 0),

  accept(user, { match, factor, budget, seq, now }) {
    const { failures, locked_until, year_failures } = budget;
    const accepted = user.sql.changed(
      `UPDATE factors SET watermark = ?1, last_used_at = ?2, failures = ?3, locked_until = ?4, year_failures = ?5,
         seq = ?6 WHERE id = ?7 AND state = 'active' AND watermark < ?1`,
      match,
      now,
      failures,
      locked_until,
      year_failures,
      seq,
      factor.id,
    );
    return accepted ? { ...factor, ...budget, watermark: match, last_used_at: now, seq } : null;
  },
};
