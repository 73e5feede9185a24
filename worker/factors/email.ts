import { sentDigits } from './sent-digits.ts';

/** A 6-digit code that was mailed. It proves an address; it is no factor and raises no level. */
export const email = sentDigits('code-not-mailed-digits');
