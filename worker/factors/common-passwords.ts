import list from './common-passwords.txt';

/**
 * The 3,000 passwords most often found in leaks and 300 long ones, lower case (from zxcvbn-ts, MIT, which took
 * them from public leaks). Read on first use: starting the Worker does not pay for it.
 */
let passwords: Set<string> | undefined;

export function isCommonPassword(text: string): boolean {
  passwords ??= new Set(list.split('\n'));
  return passwords.has(text);
}
