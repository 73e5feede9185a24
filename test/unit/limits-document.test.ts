import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The parts of a file between empty lines, each with the first of its constants. */
const paragraphs = (file: string) => readFileSync(file, 'utf8').split(/\n{2,}/);

test('J12 every figure has its reason beside it', () => {
  const figures = paragraphs('worker/policy/limits.ts').filter((text) => /^export const /m.test(text));
  expect(figures.length).toBeGreaterThan(20);
  const without = figures.filter((text) => !/\/\*\*|\/\//.test(text)).map((text) => text.split('\n')[0]);
  expect(without).toEqual([]);
});

test('J12 every setting of a deployment is in docs/operating.md', () => {
  const types = readFileSync('worker/env.d.ts', 'utf8');
  const settings = [...types.matchAll(/^\s+([A-Z][A-Z_]+)\??: string/gm)].map(([, name]) => name!);
  expect(settings.length).toBeGreaterThan(15);
  const operating = readFileSync('docs/operating.md', 'utf8');
  expect(settings.filter((name) => !operating.includes(name))).toEqual([]);
});
