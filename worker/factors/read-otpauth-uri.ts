import type { LineProblemCode } from '../../schema/api/import-problem.ts';
import { fromBase32 } from '../crypto/base32.ts';
import type { OtpAlgorithm } from './hotp.ts';
import type { TotpParameters } from './totp.ts';
import { DEFAULT_TOTP } from './totp.ts';

export interface OtpauthSecret {
  secret: Uint8Array;
  parameters: TotpParameters;
}

type TotpProblem = Extract<LineProblemCode, `totp-${string}`>;

/** CHECKLIST B2: at least 128 bits; more than the longest block of a hash is a mistake. */
const SECRET_BYTES = { least: 16, most: 128 };

/**
 * Reads a Key URI, as authenticator apps scan it (github.com/google/google-authenticator/wiki/Key-Uri-Format).
 * Label and issuer are not needed: the account's own are shown.
 * @returns the secret and its parameters, or what is wrong with it
 */
export function readOtpauthUri(text: string): OtpauthSecret | TotpProblem {
  const uri = URL.parse(text);
  if (uri?.protocol !== 'otpauth:' || uri.host !== 'totp') return 'totp-malformed';
  const secret = fromBase32((uri.searchParams.get('secret') ?? '').replace(/[\s-]|=+$/g, '').toUpperCase());
  if (!secret) return 'totp-malformed';
  if (secret.length < SECRET_BYTES.least) return 'totp-too-short';
  if (secret.length > SECRET_BYTES.most) return 'totp-malformed';
  const algorithm = (uri.searchParams.get('algorithm') ?? DEFAULT_TOTP.algorithm)
    .toUpperCase()
    .replace('-', '');
  const digits = Number(uri.searchParams.get('digits') ?? DEFAULT_TOTP.digits);
  const period = Number(uri.searchParams.get('period') ?? DEFAULT_TOTP.period);
  if (!isAlgorithm(algorithm)) return 'totp-malformed';
  // Longer ones would make a code good for more than a minute (CHECKLIST B3); the pages have six cells.
  const supported =
    digits === DEFAULT_TOTP.digits && Number.isInteger(period) && period >= 10 && period <= 30;
  return supported ? { secret, parameters: { algorithm, digits, period } } : 'totp-unsupported';
}

const isAlgorithm = (text: string): text is OtpAlgorithm => ['SHA1', 'SHA256', 'SHA512'].includes(text);
