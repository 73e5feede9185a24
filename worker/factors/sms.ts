import { sentDigits } from './sent-digits.ts';

/**
 * A 6-digit code that was texted (63B-4 3.1.3.3: out of band over the telephone network, restricted). It proves
 * that one has the number. A recovery method; a second step only where the deployment says so.
 */
export const sms = sentDigits('code-not-texted-digits');
