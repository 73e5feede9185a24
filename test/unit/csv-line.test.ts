import { expect, test } from 'vitest';
import { csvLine } from '../../schema/csv-line.ts';

test.each([
  ['plain', 'plain'],
  [-7, '-7'],
  [null, ''],
  ['ada@example.com', 'ada@example.com'],
  ['Will be made', '"Will be made"'],
  ['say "yes", then', '"say ""yes"", then"'],
  ['a;=1', '"a;=1"'],
])('RFC 4180: %j is the cell %s', (value, cell) => {
  expect(csvLine([value, 'next'])).toBe(`${cell},next\r\n`);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '|cmd', '%0A', '＝1', '＠A1'])(
  'J3 %j is no formula to a spreadsheet',
  (text) => {
    expect(csvLine([text])).toBe(`"'${text}"\r\n`);
  },
);

test.each(['\t', '\r\n', '\u001b[2K', '\u202e', '\u2028'])(
  'J3 %j moves no cursor, line or direction',
  (text) => {
    expect(csvLine([text])).toMatch(/^"[\\u\da-f[K2]+"\r\n$/);
  },
);
