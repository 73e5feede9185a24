import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const document = readFileSync('docs/webauthn.md', 'utf8');

/** The tests that the document names: `worker/passkey-use › that is …`. */
const named = [...document.matchAll(/`([\w/-]+) › ([^`]+)`/g)].map(([, file, name]) => ({
  file: `test/${file}.test.ts`,
  name: name!,
}));

/** The numbers in the first column of a section's table. */
function steps(section: string): number[] {
  const [, text = ''] = document.split(`\n## ${section}`);
  const [body = ''] = text.split('\n## ');
  return [...body.matchAll(/^\| (\d+) +\|/gm)].map(([, step]) => Number(step));
}

const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

describe('docs/webauthn.md', () => {
  test.each([...new Set(named.map(({ file }) => file))])('names tests of %s that there are', (file) => {
    const source = readFileSync(file, 'utf8');
    const missing = named.filter((one) => one.file === file && !source.includes(`'${one.name}'`));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  test('has every step of section 7.1, registration', () => {
    expect(steps('7.1')).toEqual(upTo(29));
  });

  test('has every step of section 7.2, authentication', () => {
    expect(steps('7.2')).toEqual(upTo(25));
  });

  test('has all of group E of the checklist', () => {
    const items = [...document.matchAll(/^\| E(\d+) +\|/gm)].map(([, item]) => Number(item));
    expect(items).toEqual(upTo(16));
  });
});
