import { fieldError } from '../../schema/api/fault.ts';
import { config } from '../config.ts';
import { Refused } from '../refused.ts';

/**
 * Whether text messages go to a number, by the numbering plans of all countries: it must be one that mobile
 * phones have. So premium, shared-cost and satellite numbers, and those of no country (+881, +882, +979 …), are
 * refused before any provider is called (CHECKLIST C10), and the countries that this deployment does not name.
 * The plans are loaded when the first number is seen.
 * @param number E.164
 * @throws Refused invalid-request, country-not-served
 */
export async function requireServed(number: string): Promise<void> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/mobile');
  const parsed = parsePhoneNumberFromString(number);
  // `number` is the one spelling already: whatever the plans would make another one of is none.
  if (!parsed?.country || !parsed.isValid() || parsed.number !== number) {
    throw new Refused('invalid-request', { errors: [fieldError('address', 'phone-not-mobile')] });
  }
  const { smsCountries } = config;
  if (smsCountries.length > 0 && !smsCountries.includes(parsed.country))
    throw new Refused('country-not-served');
}
