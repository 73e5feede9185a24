import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const document = readFileSync('docs/asvs.md', 'utf8');

/** The tests that the document names: `worker/passwords › A1 has …`. */
const named = [...document.matchAll(/`([\w/-]+) › ([^`]+)`/g)].map(([, file, name]) => ({
  file: `test/${file}.test.ts`,
  name: name!,
}));

/** Rows of the tables, by the id in their first column. */
const rows = new Map(
  document
    .split('\n')
    .flatMap((line) => [...line.matchAll(/^\| ([A-Z]\d+) \|/g)].map(([, id]) => [id!, line])),
);

const GROUPS = { A: 8, B: 9, C: 17, D: 12, F: 10, G: 14, H: 10, J: 12 };

describe('docs/asvs.md', () => {
  test.each([...new Set(named.map(({ file }) => file))])('names tests of %s that there are', (file) => {
    expect(existsSync(file)).toBe(true);
    const source = readFileSync(file, 'utf8');
    const missing = named
      .filter((one) => one.file === file && !source.includes(`'${one.name}'`))
      .map(({ name }) => name);
    expect(missing).toEqual([]);
  });

  test.each(Object.entries(GROUPS))(
    'has every item of group %s, each with a test or a word on why not',
    (group, count) => {
      for (let n = 1; n <= count; n++) {
        const row = rows.get(`${group}${n}`);
        expect(row, `${group}${n}`).toBeDefined();
        expect(/ › |\*Later\*|docs\/operating/.test(row!), `${group}${n}`).toBe(true);
      }
    },
  );
});
