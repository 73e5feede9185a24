import type { TotpParameters } from './totp.ts';
import { DEFAULT_TOTP } from './totp.ts';

export interface OtpauthLabel {
  issuer: string;
  account: string;
  /** Base32. */
  secret: string;
}

/**
 * The Key URI that authenticator apps scan (github.com/google/google-authenticator/wiki/Key-Uri-Format).
 * Every part is percent-encoded; a colon would end the issuer early in some apps, so it becomes a space.
 * Parameters at their defaults are left out: Microsoft Authenticator and Authy are strict about them.
 */
export function otpauthUri(
  { issuer, account, secret }: OtpauthLabel,
  parameters: TotpParameters = DEFAULT_TOTP,
): string {
  const clean = (text: string) => encodeURIComponent(text.replaceAll(':', ' '));
  const { algorithm, digits, period } = parameters;
  const extra = [
    algorithm !== DEFAULT_TOTP.algorithm && `&algorithm=${algorithm}`,
    digits !== DEFAULT_TOTP.digits && `&digits=${digits}`,
    period !== DEFAULT_TOTP.period && `&period=${period}`,
  ].filter(Boolean);
  return `otpauth://totp/${clean(issuer)}:${clean(account)}?secret=${secret}&issuer=${clean(issuer)}${extra.join('')}`;
}
