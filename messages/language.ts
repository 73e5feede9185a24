/**
 * The languages of the console and of every mail: the code that a person's choice is kept under, what the language
 * calls itself, and the locale that dates and numbers follow. Each has its catalog in a file beside this one
 * (docs/languages.md).
 */
export const LANGUAGES = {
  en: { name: 'English', locale: 'en-GB' },
  fr: { name: 'Français', locale: 'fr-FR' },
} as const;

export type Language = keyof typeof LANGUAGES;

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as Language[];

/** What is spoken where nothing else is known. */
export const DEFAULT_LANGUAGE: Language = 'en';

export const isLanguage = (text: unknown): text is Language =>
  typeof text === 'string' && Object.hasOwn(LANGUAGES, text);

/** More than any browser sends; what a hostile client adds is not read. */
const MAX_HEADER_CHARACTERS = 256;

/** One language range and its weight (RFC 9110 section 12.5.4): 'fr', 'fr-CA', 'fr;q=0.8'. */
const RANGE = /^\s*([a-z]{1,8})(?:-[a-z0-9]{1,8})*\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?$/i;

/**
 * The language that an Accept-Language header, or a browser's list of languages joined by commas, likes best among
 * ours: the highest weight, then the first. Regions are not told apart. Null where it names none of ours, so that a
 * client without wishes changes nothing.
 */
export function languageOf(acceptLanguage: string | null | undefined): Language | null {
  if (isLanguage(acceptLanguage)) return acceptLanguage;
  let best: Language | null = null;
  let bestWeight = 0;
  for (const range of (acceptLanguage ?? '').slice(0, MAX_HEADER_CHARACTERS).split(',')) {
    const [, tag, q = '1'] = RANGE.exec(range) ?? [];
    const language = tag?.toLowerCase();
    const weight = Number(q);
    if (!isLanguage(language) || weight <= bestWeight || weight > 1) continue;
    best = language;
    bestWeight = weight;
  }
  return best;
}
