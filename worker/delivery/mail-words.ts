import { mail as en } from '../../messages/en.ts';
import { mail as fr } from '../../messages/fr.ts';
import type { Language } from '../../messages/language.ts';
import { LANGUAGES } from '../../messages/language.ts';
import type { Texts } from '../../messages/texts.ts';

export type MailWords = Texts<typeof en>;

const WORDS: Record<Language, MailWords> = { en, fr };

/** Every text of a mail in one language. */
export const mailWords = (language: Language): MailWords => WORDS[language];

/** 'Tuesday, 3 March 2026 at 14:05 UTC' */
export const mailDate = (language: Language, at: number): string =>
  new Intl.DateTimeFormat(LANGUAGES[language].locale, {
    dateStyle: 'full',
    timeStyle: 'long',
    timeZone: 'UTC',
  }).format(at);
