import { expect, test } from 'vitest';
import { isLanguage, LANGUAGE_CODES, languageOf } from '../../messages/language.ts';

test.each([
  ['fr', 'fr'],
  ['en', 'en'],
  ['fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
  ['fr-CA', 'fr'],
  ['FR-ca', 'fr'],
  ['en-US,en;q=0.9,fr;q=0.8', 'en'],
  ['de-DE,de;q=0.9,fr;q=0.5,en;q=0.4', 'fr'],
  ['en;q=0.2, fr;q=0.7', 'fr'],
  ['en;q=0.5,fr;q=0.5', 'en'],
  ['zh-Hant-TW, fr ; q = 0.1', 'fr'],
])('Accept-Language %j asks for %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});

test.each([
  [null],
  [undefined],
  [''],
  ['*'],
  ['de'],
  ['de-DE,it;q=0.9'],
  ['fr;q=0'],
  ['fr;q=0.0, en;q=0'],
  ['fr;q=2'],
  ['fr;q=-1'],
  ['fr;q=x'],
  ['french'],
  ['fr_FR'],
  [';;;,,,q=1'],
  ['constructor'],
  ['__proto__'],
  ['toString;q=1'],
  ['\u0000fr'],
  [`${'x'.repeat(100_000)},fr`],
  [`${'de,'.repeat(50_000)}fr`],
])('Accept-Language %j asks for none that is spoken here', (header) => {
  expect(languageOf(header)).toBeNull();
});

test('a hostile header takes no time', () => {
  const started = performance.now();
  for (const header of ['a-'.repeat(200_000), `fr;${' '.repeat(200_000)}q=1`, ','.repeat(200_000)])
    languageOf(header);
  expect(performance.now() - started).toBeLessThan(50);
});

test('nothing but the list is a language', () => {
  expect(LANGUAGE_CODES.every(isLanguage)).toBe(true);
  expect([null, 7, 'de', 'hasOwnProperty', 'EN'].some(isLanguage)).toBe(false);
});
