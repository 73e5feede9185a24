import { fieldError, type FieldError } from '../../schema/api/fault.ts';
import { PASSWORD_MIN_CHARACTERS } from '../policy/limits.ts';
import { Refused } from '../refused.ts';
import { isCommonPassword } from './common-passwords.ts';

/** Words that somebody who knows the account would try first. */
export interface PasswordContext {
  email: string;
  serviceName: string;
}

/**
 * Whether a new password is good enough: long, and not one that is guessed first. No rule on what it is made
 * of (63B-4 3.1.1.2). It is compared whole, as written and with its padding of digits and signs taken off.
 * @returns null, or the reason
 */
export function passwordFault(field: string, password: string, context: PasswordContext): FieldError | null {
  const text = password.normalize('NFC');
  const length = [...text].length;
  if (length < PASSWORD_MIN_CHARACTERS) {
    return fieldError(field, 'password-too-short', { minimum: PASSWORD_MIN_CHARACTERS, length });
  }
  const plain = text.toLowerCase();
  const bare = plain.replace(/[\d\s\p{P}\p{S}]/gu, '');
  if (isCommon(plain) || (bare !== '' && isCommon(bare))) return fieldError(field, 'password-common');
  if (isRepetition(plain) || isRun(plain)) return fieldError(field, 'password-pattern');
  if (bare !== '' && contextWords(context).includes(bare)) {
    return fieldError(field, 'password-personal');
  }
  return null;
}

/** @throws Refused password-refused, naming the field and the reason */
export function requireGoodPassword(field: string, password: string, context: PasswordContext): void {
  const fault = passwordFault(field, password, context);
  if (fault) throw new Refused('password-refused', { errors: [fault] });
}

/** In the list, or one of its entries written two times or more. */
const isCommon = (text: string) => isCommonPassword(text) || isCommonPassword(unitOf(text));

/** `aaaa…`, `abcabcabc…`: a short piece over and over. */
const isRepetition = (text: string) => unitOf(text).length <= 4;

function unitOf(text: string): string {
  return text.slice(0, (text + text).indexOf(text, 1));
}

/** `abcdefgh…`, `987654…`, a walk along the keyboard: neighbours all the way. */
function isRun(text: string): boolean {
  const rows = [
    'abcdefghijklmnopqrstuvwxyz',
    '0123456789',
    '1234567890',
    'qwertyuiopasdfghjklzxcvbnm',
    'azertyuiopqsdfghjklmwxcvbn',
  ];
  const lines = rows.flatMap((row) => [row + row, [...(row + row)].toReversed().join('')]);
  return lines.some((line) => line.includes(text));
}

function contextWords({ email, serviceName }: PasswordContext): string[] {
  const letters = (text: string) => text.toLowerCase().replace(/[\d\s\p{P}\p{S}]/gu, '');
  const [local = '', domain = ''] = email.split('@');
  const words = [
    letters(local),
    letters(domain),
    letters(domain.split('.')[0] ?? ''),
    letters(email),
    letters(serviceName),
  ];
  return words.flatMap((a) => [a, a + a, ...words.map((b) => a + b)]).filter(Boolean);
}
