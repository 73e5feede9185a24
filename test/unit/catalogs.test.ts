import { describe, expect, test } from 'vitest';
import { textParts } from '../../console/src/lib/text-parts.ts';
import * as en from '../../messages/en.ts';
import * as fr from '../../messages/fr.ts';
import { LANGUAGE_CODES } from '../../messages/language.ts';

/** What a catalog holds: of the console's pages, of its notifications, of the Worker's messages. */
interface Catalog {
  pages: object;
  notifications: object;
  mail: object;
}

/** Every catalog but English, which the others are held against. */
const CATALOGS: Record<string, Catalog> = { fr };

/** The same in French as in English: names, and words that both languages have. */
const SAME = new Set([
  'E-mail',
  'Sessions',
  'Code',
  'code',
  'SMS',
  'Service',
  'Countersign Push',
  'e-mail',
  'Name',
  'Administration',
  'Permission',
  'Conditions',
  'Date',
  'XX: XX',
]);

/** Values that a text may be made of: nothing, one and many, names, an event, a fault's numbers. */
const VALUES = [0, 1, 2, 7, 'XX', { method: null, name: null, minimum: 15, length: 7 }];
const ABOUT = ['password', 'totp', 'passkey', 'sms', 'email', 'recovery-code'].flatMap((method) => [
  { method, name: 'XX' },
  { method, name: null },
]);

/** Every text of a catalog by its path, with the values that it was made of. */
function texts(catalog: unknown, path = ''): [path: string, text: unknown][] {
  if (typeof catalog === 'function') {
    return [...VALUES, ...ABOUT].map((value) => [
      `${path}(${JSON.stringify(value)})`,
      (catalog as (...values: unknown[]) => unknown)(value, value, value, value),
    ]);
  }
  if (typeof catalog !== 'object' || catalog === null) return [[path, catalog]];
  return Object.entries(catalog).flatMap(([name, inner]) => texts(inner, path ? `${path}.${name}` : name));
}

const both = ({ pages, notifications, mail }: Catalog) =>
  texts({ pages, notifications, mail }) as [string, string][];
const english = new Map(both(en));

test('every language but English is held against it here', () => {
  expect(['en', ...Object.keys(CATALOGS)]).toEqual(LANGUAGE_CODES);
});

test('every text of English is one', () => {
  for (const [path, text] of english) {
    expect(typeof text, path).toBe('string');
    expect(text.trim(), path).not.toBe('');
  }
});

describe.each(Object.entries(CATALOGS))('%s', (_, catalog) => {
  test('has the texts of English, no more and no fewer, and none is empty', () => {
    const own = new Map(both(catalog));
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, text] of own) {
      expect(typeof text, path).toBe('string');
      expect(text.trim(), path).not.toBe('');
    }
  });

  test('has no text that is still English', () => {
    const left = both(catalog).filter(
      ([path, text]) =>
        text === english.get(path) && /\p{L}{2}/u.test(text.replaceAll('XX', '')) && !SAME.has(text),
    );
    expect(left).toEqual([]);
  });

  test('marks the same places for elements', () => {
    const places = (text: string) =>
      textParts(text)
        .flatMap(({ slot }) => slot ?? [])
        .sort();
    for (const [path, text] of both(catalog)) expect(places(text), path).toEqual(places(english.get(path)!));
  });
});

describe('French typography', () => {
  // A text message keeps to the letters that it has: GSM-7 knows neither these spaces nor this apostrophe.
  const written = both(fr).filter(([path]) => !path.startsWith('mail.sms.'));

  test('no line breaks before ; : ! ? and within « »', () => {
    const wrong = written.filter(([, text]) =>
      /[^\u202f\u00a0][;!?»](?=[\s.,)<]|$)| :|« |«[^\u202f]/u.test(text),
    );
    expect(wrong).toEqual([]);
  });

  test('the apostrophe is ’', () => {
    expect(written.filter(([, text]) => text.includes("'"))).toEqual([]);
  });
});
