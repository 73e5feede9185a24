/** Where somebody probably has his phone: the region of his browser's languages, as 'FR' of 'fr-FR'. */
export function guessCountry(languages: readonly string[] = navigator.languages): string | null {
  for (const language of languages) {
    const region = new Intl.Locale(language).region;
    if (region && /^[A-Z]{2}$/.test(region)) return region;
  }
  const [first] = languages;
  return (first && new Intl.Locale(first).maximize().region) ?? null;
}
