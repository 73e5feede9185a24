import { SMS_PER_DAY } from './limits.ts';

/** What a deployment lets text messages do, and to where. */
export interface SmsSettings {
  /** Whether one may be the second step of a sign-in (63B-4 3.1.3.3: restricted). */
  smsAsFactor: boolean;
  /** ISO 3166-1 codes; empty: every country. */
  smsCountries: string[];
  /** At most so many a day in all. */
  smsPerDay: number;
}

type Variables = Pick<Env, 'SMS_AS_FACTOR' | 'SMS_COUNTRIES' | 'SMS_PER_DAY'>;

/** @throws Error that names the variable */
export function readSmsSettings(env: Variables): SmsSettings {
  const smsCountries = (env.SMS_COUNTRIES ?? '').split(/\s+/).filter(Boolean);
  if (smsCountries.some((country) => !/^[A-Z]{2}$/.test(country)))
    throw new Error(
      'SMS_COUNTRIES must be two-letter codes of countries, such as FR BE CH, separated by spaces',
    );
  const smsPerDay = Number(env.SMS_PER_DAY || SMS_PER_DAY);
  if (!Number.isSafeInteger(smsPerDay) || smsPerDay < 1)
    throw new Error('SMS_PER_DAY must be a whole number, 1 or more');
  return {
    smsAsFactor: env.SMS_AS_FACTOR === 'on',
    smsCountries,
    smsPerDay,
  };
}
