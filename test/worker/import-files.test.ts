import { beforeAll, describe, expect, test } from 'vitest';
import { csvCells } from '../../schema/csv-cells.ts';
import { columnsOf, guessColumns } from '../../schema/read-columns.ts';
import { readRecords } from '../../worker/import/read-records.ts';
import { FOREIGN_HASHES } from '../vectors/foreign-hashes.ts';
import { withRole } from './admins.ts';
import type { Browser } from './client.ts';
import { check, reaches, report, upload, verdicts } from './importing.ts';
import { someAddress } from './people.ts';

let browser: Browser;
beforeAll(async () => void ({ browser } = await withRole('admin')));

const encode = (text: string) => new TextEncoder().encode(text);
const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => [...(typeof part === 'string' ? encode(part) : part)]));

/** What the report says of a file. */
async function judged(file: string | Uint8Array, name?: string) {
  const { id, state } = await check(browser, file, name);
  expect(state).toBe('checked');
  return report(browser, id);
}

const outcomes = async (file: string | Uint8Array, name?: string) => verdicts(await judged(file, name));

describe('the cells of a record', () => {
  test.each([
    ['a,b,c', ['a', 'b', 'c']],
    ['a,,', ['a', '', '']],
    ['', ['']],
    ['"a,b","c""d",e', ['a,b', 'c"d', 'e']],
    ['"two\nlines",b', ['two\nlines', 'b']],
    ['5" pipe,b', ['5" pipe', 'b']],
    ['"a" b,c', ['a b', 'c']],
    ['"not closed,b', ['not closed,b']],
  ])('%j', (text, cells) => {
    expect(csvCells(text, ',')).toEqual(cells);
  });
});

describe('reading in stretches', () => {
  /** Reads a file as an import does, so many bytes at a time. */
  function readAll(file: Uint8Array, stretch: number, most: number) {
    const found: (readonly [number, string | null])[] = [];
    let [at, line, skipping] = [0, 1, false];
    while (at < file.length) {
      const end = Math.min(file.length, at + stretch);
      const reading = readRecords(
        { bytes: file.subarray(at, end), line, skipping, last: end === file.length, delimiter: ',' },
        most,
      );
      found.push(...reading.records.map((record) => [record.line, record.text ?? record.problem] as const));
      if (reading.consumed === 0 && reading.skipping === skipping) throw new Error('it does not go on');
      at += reading.consumed;
      ({ line, skipping } = reading);
    }
    return found;
  }

  test('gives the same records, however the file falls into stretches', () => {
    const file = encode(
      `a,1\r\n\r\n"b\nb",2\n${'x'.repeat(60_000)}\nc,"never closed\nd,4\n${'"y",'.repeat(9_000)}\ne,5`,
    );
    const whole = readAll(file, file.length, 1_000);
    expect(whole).toEqual([
      [1, 'a,1'],
      [3, '"b\nb",2'],
      [5, 'line-too-long'],
      [6, 'line-too-long'],
      [7, 'd,4'],
      [8, 'line-too-long'],
      [9, 'e,5'],
    ]);
    for (const stretch of [16_384, 16_385, 20_000, 33_333, 70_001])
      for (const most of [1, 2, 1_000])
        expect(readAll(file, stretch, most), `${stretch}/${most}`).toEqual(whole);
  });
});

describe('a hostile or careless file', () => {
  test('a byte order mark, CRLF, semicolons, quoted line breaks and empty lines at the end', async () => {
    const [a, b] = [someAddress(), someAddress()];
    const file = bytes(
      [0xef, 0xbb, 0xbf],
      `"E-Mail";Name\r\n${a};"Ada\r\nLovelace"\r\n${b};Bob\r\n;;\r\n\r\n`,
    );
    expect(await outcomes(file)).toEqual([
      [2, 'name-malformed'],
      [4, 'no-password'],
    ]);
  });

  test('formulas are text, and no line can bring another user’s fields along', async () => {
    const a = someAddress();
    const lines = await judged(
      `email,name\n${a},"=HYPERLINK(""http://evil.example"")"\n=cmd|' /C calc'!A0,x\n`,
    );
    expect(verdicts(lines)).toEqual([
      [2, 'no-password'],
      [3, 'email-malformed'],
    ]);
    expect(lines[1]!.email).toBe(`=cmd|' /C calc'!A0`);
  });

  test('bytes that are no UTF-8 are that line’s problem', async () => {
    const [a, b] = [someAddress(), someAddress()];
    const file = bytes('email,name\n', `${a},`, [0xc3, 0x28, 0xff], `\n${b},Björn\n`);
    expect(await outcomes(file)).toEqual([
      [2, 'line-not-utf-8'],
      [3, 'no-password'],
    ]);
  });

  test('a line of a megabyte, and a quotation mark that is never closed, cost themselves', async () => {
    const [a, b, c] = [someAddress(), someAddress(), someAddress()];
    const file = `email,name\n${a},${'x'.repeat(2 ** 20)}\n${b},"never closed\n${c},fine\n`;
    expect(await outcomes(file)).toEqual([
      [2, 'line-too-long'],
      [3, 'line-too-long'],
      [4, 'no-password'],
    ]);
  });

  test('ten thousand bad lines are ten thousand lines of the report', async () => {
    const { id } = await upload(browser, `email\n${'no address\n'.repeat(10_000)}`);
    expect(await reaches(browser, id, 'checked')).toMatchObject({ ready: 0, problems: 10_000 });
    const lines = await report(browser, id, 'only');
    expect(lines).toHaveLength(10_000);
    expect(new Set(lines.map(({ line }) => line)).size).toBe(10_000);
    expect(lines.at(-1)).toMatchObject({ line: 10_001, problem: 'email-malformed', message: /^[A-Z]/ });
  }, 120_000);

  test.each([
    ['file-without-email', 'address,name\na@b.example,x\n'],
    ['file-without-email', '{"email":"a@b.example"}\n'],
    ['file-empty', 'email,name\n'],
    ['file-empty', '\n\n'],
    ['file-not-utf-8', new Uint8Array([0xff, 0xfe, 0x65, 0, 0x6d, 0])],
    ['file-not-utf-8', bytes('em', [0xff], 'ail\n')],
  ] as const)('%s', async (problem, file) => {
    const { id } = await upload(browser, file);
    expect(await reaches(browser, id, 'failed')).toMatchObject({ problem, ready: 0 });
  });

  test('each thing that can be wrong with a user is named', async () => {
    const wrong = {
      'email-missing': {},
      'email-malformed': { email: 'a@b' },
      'name-malformed': { name: 'x'.repeat(101) },
      'hash-unknown': { passwordHash: '5f4dcc3b5aa765d61d8327deb882cf99' },
      'hash-malformed': { passwordHash: '$2b$12$short' },
      'hash-too-costly': { passwordHash: `$2b$18$${'a'.repeat(53)}` },
      'totp-malformed': { totp: 'otpauth://hotp/a?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' },
      'totp-too-short': { totp: 'otpauth://totp/a?secret=JBSWY3DPEHPK3PXP' },
      'totp-unsupported': { totp: 'otpauth://totp/a?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&digits=8' },
      'verified-malformed': { emailVerified: 'perhaps' },
    };
    const file = Object.entries(wrong).map(([problem, values]) =>
      JSON.stringify(problem === 'email-missing' ? {} : { email: someAddress(), ...values }),
    );
    const odd = ['[]', 'null', '"text"', '{"email":', '{"email":["a@b.example"]}', '{"email":{"a":1}}', '7'];
    const told = await outcomes([...file, ...odd].join('\n'), 'users.jsonl');
    expect(told.map(([, problem]) => problem)).toEqual([
      ...Object.keys(wrong),
      'line-not-json',
      'line-not-json',
      'line-not-json',
      'line-not-json',
      'email-malformed',
      'email-malformed',
      'line-not-json',
    ]);
  });

  test('columns are read as who uploads the file says, whatever their headers', async () => {
    const [hash] = Object.values(FOREIGN_HASHES);
    const [one, other] = [someAddress(), someAddress()];
    const file = `Login;Contact;E-mail;Secret\n1;${one};not-this@example.com;${hash}\n2;${other};;\n`;
    const { id } = await upload(browser, file, 'users.csv', undefined, [null, 'email', null, 'passwordHash']);
    const { columns } = await reaches(browser, id, 'checked');
    expect(columns.map(({ header, field }) => [header, field])).toEqual([
      ['Login', null],
      ['Contact', 'email'],
      ['E-mail', null],
      ['Secret', 'passwordHash'],
    ]);
    const lines = await report(browser, id);
    expect(lines.map(({ email, note }) => [email, note])).toEqual([
      [one, null],
      [other, 'no-password'],
    ]);
    const begin = (wrong: unknown[]) =>
      browser.refused('POST', '/v1/admin/imports', { name: 'a.csv', format: 'csv', size: 9, columns: wrong });
    for (const wrong of [['name'], ['email', 'email'], [], ['email', 'isAdmin']])
      expect((await begin(wrong)).errors?.[0]?.field).toMatch(/^columns/);
  });

  test('a header that is a word of JavaScript is a header that nobody knows', () => {
    for (const header of ['constructor', '__proto__', 'Constructor'])
      expect(columnsOf([header, 'email'])).toEqual([
        [header, null],
        ['email', 'email'],
      ]);
  });

  test('columns seem to be what their headers say, and else what stands below', () => {
    const [hash] = Object.values(FOREIGN_HASHES);
    const head = `\ufeff"Courriel",Secret,Other,Contact,App\r\na@b.example,${hash},5,c@d.example,otpauth://totp/x\r\n`;
    expect(guessColumns(head).map(({ field }) => field)).toEqual([
      'email',
      'passwordHash',
      null,
      null,
      'totp',
    ]);
    expect(guessColumns('Login,Contact\nada,a@b.example').map(({ field }) => field)).toEqual([null, 'email']);
    expect(guessColumns('one')).toEqual([{ header: 'one', sample: '', field: null }]);
  });

  test('what JSON has besides the fields is passed over, __proto__ too', async () => {
    const line = `{"email":"${someAddress()}","__proto__":{"passwordHash":"x"},"constructor":1,"isAdmin":true}`;
    expect(await outcomes(`${line}\n`, 'users.jsonl')).toEqual([[1, 'no-password']]);
  });

  test('every kind of hash and app is taken from either format', async () => {
    const hashes = Object.values(FOREIGN_HASHES);
    const lines = hashes.map((passwordHash) =>
      JSON.stringify({ email: someAddress(), passwordHash, emailVerified: true }),
    );
    const cells = hashes.map((hash) => `${someAddress()},"${hash}"`);
    const ready = (told: unknown[][]) => told.every(([, outcome]) => outcome === 'ready');
    expect(ready(await outcomes(lines.join('\n'), 'users.jsonl'))).toBe(true);
    expect(ready(await outcomes(['email,password_hash', ...cells].join('\n')))).toBe(true);
  });
});
