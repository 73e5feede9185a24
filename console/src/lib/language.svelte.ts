import type * as en from '#messages/en.ts';
import { DEFAULT_LANGUAGE, isLanguage, languageOf, LANGUAGES, type Language } from '#messages/language.ts';
import type { Texts } from '#messages/texts.ts';

export type Words = Texts<typeof en.pages>;

/** One catalog a language; only the one that is read is fetched. */
const CATALOGS: Record<Language, () => Promise<Words>> = {
  en: async () => (await import('#messages/en.ts')).pages,
  fr: async () => (await import('#messages/fr.ts')).pages,
};

const CHOSEN = 'language';

let current = $state.raw<Language>(DEFAULT_LANGUAGE);
let catalog = $state.raw<Words>();
/** What was asked for last: a catalog that arrives after another was chosen is not shown. */
let wanted: Language | null = null;

/** The language that everything is shown in. */
export const language = (): Language => current;

/** For Intl: how dates and numbers of that language are written. */
export const locale = (): string => LANGUAGES[current].locale;

/** Every text of the console in the current language. Inside a component it follows a change of language. */
export const words = (): Words => catalog!;

/**
 * Fetches and shows the language of this browser's reader: what was chosen, else what the browser prefers. From then
 * on what is chosen in another tab is shown in this one, too.
 */
export function startLanguage(): Promise<void> {
  addEventListener('storage', ({ key, newValue }) => {
    if (key === CHOSEN && isLanguage(newValue)) void show(newValue);
  });
  return show(chosen() ?? preferred());
}

/** Shows another language, and remembers it in this browser. */
export async function chooseLanguage(wish: Language): Promise<void> {
  await show(wish);
  try {
    localStorage.setItem(CHOSEN, wish);
  } catch {
    // A browser without storage forgets it with the page.
  }
}

async function show(wish: Language): Promise<void> {
  wanted = wish;
  const fetched = await CATALOGS[wish]();
  if (wanted !== wish) return;
  catalog = fetched;
  current = wish;
  document.documentElement.lang = wish;
}

const preferred = () => languageOf(navigator.languages.join(',')) ?? DEFAULT_LANGUAGE;

function chosen(): Language | null {
  try {
    const kept = localStorage.getItem(CHOSEN);
    return isLanguage(kept) ? kept : null;
  } catch {
    return null;
  }
}
