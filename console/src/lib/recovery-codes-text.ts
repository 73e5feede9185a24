import { words } from './language.svelte.ts';
import { dateOf } from './time-words.ts';

/** The text file that a person keeps. */
export function recoveryCodesText(of: { codes: string[]; email: string; generatedAt: string }): string {
  const text = words().recoveryCodes;
  return [
    text.fileTitle,
    text.madeFor(of.email, dateOf(of.generatedAt)),
    '',
    ...of.codes,
    '',
    text.fileUse,
    text.fileKeep,
    '',
  ].join('\r\n');
}
