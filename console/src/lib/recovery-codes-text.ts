import { dateOf } from './time-words.ts';

/** The text file that a person keeps. */
export function recoveryCodesText(of: { codes: string[]; email: string; generatedAt: string }): string {
  return [
    'Countersign recovery codes',
    `For ${of.email}, made on ${dateOf(of.generatedAt)}.`,
    '',
    ...of.codes,
    '',
    'Each code works once, in place of your second step at sign-in.',
    'Keep this file where only you can read it. New codes make these ones worthless.',
    '',
  ].join('\r\n');
}
