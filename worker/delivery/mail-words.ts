import { mail as en } from '../../messages/en.ts';
import { mail as fr } from '../../messages/fr.ts';
import type { Language } from '../../messages/language.ts';
import { LANGUAGES } from '../../messages/language.ts';
import type { Texts } from '../../messages/texts.ts';

export type MailWords = Texts<typeof en>;

const WORDS: Record<Language, MailWords> = { en, fr };

/** Every text of a mail in one language. */
export const mailWords = (language: Language): MailWords => WORDS[language];

/** Making one costs more than a whole verification. */
const formats = new Map<Language, Intl.DateTimeFormat>();

/** 'Tuesday, 3 March 2026 at 14:05 UTC' */
export function mailDate(language: Language, at: number): string {
  let format = formats.get(language);
  if (!format) {
    const options = { dateStyle: 'full', timeStyle: 'long', timeZone: 'UTC' } as const;
    format = new Intl.DateTimeFormat(LANGUAGES[language].locale, options);
    formats.set(language, format);
  }
  return format.format(at);
}
