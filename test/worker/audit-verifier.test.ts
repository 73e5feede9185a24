import { beforeAll, describe, expect, test } from 'vitest';
import type { AuditHead } from '../../schema/api/audit.ts';
import { Verifier } from '../../verifier/verifier.js';
import { withRole } from './admins.ts';
import { exportText, found, linesOf, published, somebodyLogged } from './auditing.ts';
import { madeAnew, randomFrom, tamper, tamperWithKeys } from './tampering.ts';

/** An export of the log, with the head that was published when it was half as long. */
let text: string;
let earlier: AuditHead;

beforeAll(async () => {
  const auditor = await withRole('auditor');
  for (let i = 0; i < 3; i++) await somebodyLogged();
  await exportText(auditor.browser, { format: 'jsonl' });
  earlier = (await published(auditor.browser)).head!;
  for (let i = 0; i < 2; i++) await somebodyLogged();
  text = await exportText(auditor.browser, { format: 'jsonl' });
});

/** What a program that reads the file finds: bytes that are no text are found, too. */
async function foundInBytes(bytes: Uint8Array): Promise<string[]> {
  try {
    return await found(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), {
      heads: [earlier],
    });
  } catch (error) {
    if (error instanceof TypeError) return ['damaged'];
    throw error;
  }
}

describe('countersign-verify', () => {
  test('finds nothing where nothing was changed', async () => {
    expect(await found(text, { heads: [earlier] })).toEqual([]);
    expect(linesOf(text).end.head.size).toBeGreaterThan(earlier.size);
    expect(earlier.size).toBeGreaterThan(5);
  });

  test('catches 10,000 of 10,000 random changes: 5,000 of the file, 5,000 of the log by whoever has the keys', async () => {
    const random = randomFrom(20261125);
    let caught = 0;
    for (let i = 0; i < 5_000; i++) {
      const bytes = tamper(text, random);
      if ((await foundInBytes(bytes)).length > 0) caught++;
    }
    // Made anew without a change it is right: what is found below is the change, not the making.
    expect(await found(await madeAnew(text), { heads: [earlier] })).toEqual([]);
    const keys = earlier.signatures.map(({ publicKey }) => publicKey);
    for (let i = 0; i < 5_000; i++) {
      const changed = await tamperWithKeys(text, earlier.size, random);
      if (i < 20) expect(await found(changed, { keys })).toEqual([]);
      if ((await found(changed, { heads: [earlier] })).length > 0) caught++;
    }
    expect(caught).toBe(10_000);
  }, 300_000);

  test('says what it found', async () => {
    const lines = text.split('\n');
    const said = (changed: string[]) => found(changed.join('\n'), { heads: [earlier] });
    const event = JSON.parse(lines[3]!);
    const edited = JSON.stringify({ ...event, ip: '203.0.113.9' });
    expect(await said(lines.with(3, edited))).toEqual([`event ${event.number} was changed`]);
    expect(await said(lines.toSpliced(3, 1))).toEqual([expect.stringMatching(/does not follow|is missing/)]);
    expect(await said(lines.slice(0, -2))).toEqual(['the export is cut: its end is missing']);
    const { events } = linesOf(text);
    const cut = await madeAnew(text, events.slice(0, earlier.size - 1) as never);
    expect(await found(cut, { heads: [earlier] })).toEqual([
      `the tail is cut: there were ${earlier.size} events at ${earlier.at}, here are ${earlier.size - 1}`,
    ]);
  });

  test('says nothing that a terminal would take for a command', async () => {
    const lines = text.split('\n');
    const event = { ...JSON.parse(lines[3]!), ip: null, number: '\u001b[2K\u202eok\u009b1A\n' };
    const [problem] = await found(lines.with(3, JSON.stringify(event)).join('\n'), { heads: [earlier] });
    expect(problem).toBe('event ?[2K?ok?1A? was changed');
  });

  test('believes no head and no key that only the export names', async () => {
    expect(() => new Verifier({})).toThrow();
    const signature = earlier.signatures[0]!;
    const forged = { ...earlier, signatures: [{ ...signature, signature: 'A'.repeat(86) }] };
    expect(await found(text, { heads: [forged] })).toEqual([
      `the head of ${earlier.at} is not signed by a key that is trusted`,
    ]);
    expect(await found(text, { heads: [{ ...earlier, root: 'A'.repeat(43) }] })).toEqual([
      `the first ${earlier.size} events are not those that were signed at ${earlier.at}`,
    ]);
  });
});
