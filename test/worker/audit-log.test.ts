import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { env } from 'cloudflare:workers';
import { METHODS } from '../../schema/api/method.ts';
import { withRole } from './admins.ts';
import { auditPage, exportText, found, linesOf, published, somebodyLogged } from './auditing.ts';
import { expectProblem } from './expect-problem.ts';
import { drain } from './failing-d1.ts';
import type { TwoStepPerson } from './people.ts';
import { plansOf, recordStatements } from './query-plans.ts';

let auditor: TwoStepPerson;
let person: TwoStepPerson;
let owner: TwoStepPerson;

beforeAll(async () => {
  [auditor, owner] = [await withRole('auditor'), await withRole('owner')];
  person = await somebodyLogged();
  const body = { email: person.email, role: 'help-desk', reason: 'Works at the desk' };
  await owner.browser.call('POST', '/v1/admin/roles', body);
  await drain(person.browser.userId);
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the audit log', () => {
  test('J1 has every event of every user and of the service, newest first, page after page', async () => {
    const seen = [];
    let next: string | null = '';
    while (next !== null) {
      const page = await auditPage(auditor.browser, next ? { before: next } : {});
      seen.push(...page.events);
      next = page.next;
    }
    const numbers = await env.DB.prepare('SELECT number FROM events ORDER BY at DESC, number DESC').raw();
    expect(seen.map(({ number }) => number)).toEqual(numbers.flat());
    expect(seen.find(({ type }) => type === 'role.changed')).toMatchObject({
      user: null,
      actor: { id: owner.browser.userId, email: owner.email },
      detail: { person: person.browser.userId, grantedRole: 'help-desk', reason: 'Works at the desk' },
    });
    expect(seen.find(({ type }) => type === 'factor.added')).toMatchObject({
      method: 'totp',
      ip: expect.any(String),
    });
  });

  test('finds by person, administrator, type, method, address and time, and all of them together', async () => {
    const { events } = await auditPage(auditor.browser, { person: person.email });
    expect(events.map(({ type }) => type)).toContain('account.role-changed');
    expect(new Set(events.map(({ user }) => user?.email))).toEqual(new Set([person.email]));
    expect(await auditPage(auditor.browser, { person: person.browser.userId })).toMatchObject({ events });

    const added = events.find(({ type }) => type === 'factor.added')!;
    const one = { person: person.email, type: added.type, method: 'totp', ip: added.ip! };
    expect((await auditPage(auditor.browser, one)).events).toEqual([added]);
    const from = added.at;
    const to = new Date(Date.parse(added.at) + 1).toISOString();
    expect((await auditPage(auditor.browser, { ...one, from, to })).events).toEqual([added]);
    expect((await auditPage(auditor.browser, { ...one, to: from })).events).toEqual([]);

    const acts = await auditPage(auditor.browser, { actor: owner.email });
    expect(acts.events.map(({ type }) => type).sort()).toEqual(['account.role-changed', 'role.changed']);
    const ofService = await auditPage(auditor.browser, { person: 'service', type: 'role.changed' });
    expect(ofService.events[0]!.user).toBeNull();
    for (const nobody of ['nobody@example.com', `' OR 1=1 --`, '%'])
      expect((await auditPage(auditor.browser, { person: nobody })).events).toEqual([]);
  });

  test('names what is wrong with a filter', async () => {
    const wrong = { type: 'no-such', method: 'x', ip: `'`, from: 'yesterday', before: '1', after: '-1' };
    for (const [field, value] of Object.entries(wrong)) {
      const path = `/v1/admin/events?${new URLSearchParams({ [field]: value })}`;
      const problem = await expectProblem(await auditor.browser.request('GET', path), 'invalid-request');
      expect(problem.errors).toContainEqual(expect.objectContaining({ field }));
    }
  });

  test('is followed by what has come since, with a filter too, and nothing is told twice', async () => {
    const { newest } = await auditPage(auditor.browser);
    const another = await somebodyLogged();
    const since = await auditPage(auditor.browser, { after: newest });
    expect(new Set(since.events.map(({ user }) => user?.id))).toContain(another.browser.userId);
    expect(since.newest).toBeGreaterThan(newest);
    expect(since.events.every(({ number }) => number > newest)).toBe(true);
    const only = await auditPage(auditor.browser, {
      after: newest,
      type: 'account.created',
      person: another.email,
    });
    expect(only.events.map(({ user }) => user?.id)).toEqual([another.browser.userId]);
    expect((await auditPage(auditor.browser, { after: since.newest })).events).toEqual([]);
  });

  test('no query of it scans a table or sorts, whichever filter', async () => {
    const statements = recordStatements();
    const filters: Record<string, string>[] = [
      {},
      { before: `${Date.now()}.5` },
      { after: '5' },
      { after: '5', type: 'factor.added', person: 'service' },
      { person: person.email },
      { actor: owner.email },
      { type: 'factor.added' },
      ...METHODS.map((method) => ({ method })),
      { ip: '198.18.0.1' },
      { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' },
      {
        person: person.email,
        actor: owner.email,
        type: 'factor.added',
        method: 'totp',
        ip: '::1',
        before: '9.9',
      },
    ];
    for (const filter of filters) {
      await auditPage(auditor.browser, filter);
      const { before: _, after: __, ...wish } = filter;
      await exportText(auditor.browser, { format: 'csv', ...wish });
    }
    await auditor.browser.call('GET', '/v1/admin/events/state');
    const reads = statements.filter(({ text }) => /^select.*\b(events|audit_\w+)\b/is.test(text));
    expect(reads.length).toBeGreaterThan(2 * filters.length);
    for (const plan of await plansOf(reads))
      expect(plan, plan.text).toMatchObject({ scanned: [], sorts: false });
  });
});

describe('an export', () => {
  test('of the whole log proves itself, to whoever kept an earlier head', async () => {
    await exportText(auditor.browser, { format: 'jsonl' });
    const earlier = (await published(auditor.browser)).head!;
    await somebodyLogged();
    const text = await exportText(auditor.browser, { format: 'jsonl' });
    expect(await found(text, { heads: [earlier] })).toEqual([]);
    const { events, end } = linesOf(text);
    expect(events.map(({ number }) => number)).toEqual(events.map((_, i) => i + 1));
    expect(end.head.size).toBeGreaterThan(earlier.size);
    const { keys, head } = await published(auditor.browser);
    expect(head).toEqual(end.head);
    expect(await found(text, { keys: keys.map(({ publicKey }) => publicKey) })).toEqual([]);
    const other = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
    const { x } = (await crypto.subtle.exportKey('jwk', (other as CryptoKeyPair).publicKey)) as JsonWebKey;
    expect(await found(text, { keys: [x!] })).toEqual(['the export is not signed by a key that is trusted']);
  });

  test('is an event itself, with who, what and how', async () => {
    const filter = { person: person.email, type: 'factor.added' };
    const wish = { format: 'jsonl', ...filter };
    const { about, events } = linesOf(await exportText(auditor.browser, wish));
    expect(about.filter).toEqual({ user: person.browser.userId, type: 'factor.added' });
    expect(events).toHaveLength(1);
    const [last] = (await auditPage(auditor.browser, { type: 'audit.exported' })).events;
    expect(last).toMatchObject({
      user: null,
      actor: { email: auditor.email },
      detail: { actorRole: 'auditor', format: 'jsonl', filter: JSON.stringify(filter) },
    });
  });

  test('that is filtered is signed as it is, and what was changed in it is found', async () => {
    const { keys } = await published(auditor.browser);
    const trust = { keys: keys.map(({ publicKey }) => publicKey) };
    const text = await exportText(auditor.browser, { format: 'jsonl', person: person.email });
    expect(await found(text, trust)).toEqual([]);
    const lines = text.split('\n');
    expect(await found(lines.toSpliced(2, 1).join('\n'), trust)).toHaveLength(1);
    expect(await found(text.replace('totp', 'sms'), trust)).toHaveLength(1);
  });

  test('J3 as CSV has no cell that a spreadsheet would run, no line that was not there, and no escape sequence', async () => {
    const evil = await somebodyLogged();
    const userAgent = '=HYPERLINK("https://evil.example","x")';
    await evil.browser.request('GET', '/v1/session');
    await env.DB.prepare('UPDATE events SET user_agent = ?, place = ? WHERE user_id = ?')
      .bind(userAgent, '+1\r\n@SUM(1)\u001b[31m', evil.browser.userId)
      .run();
    const text = await exportText(auditor.browser, { format: 'csv', person: evil.email });
    const lines = text.trimEnd().split('\r\n');
    const { events } = await auditPage(auditor.browser, { person: evil.email });
    expect(lines).toHaveLength(events.length + 1);
    expect(lines[1]).toContain(`"'=HYPERLINK(""https://evil.example"",""x"")"`);
    expect(lines[1]).toContain(String.raw`"'+1\u000d\u000a@SUM(1)\u001b[31m"`);
    // eslint-disable-next-line no-control-regex
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f]/);
  });

  test('J1 J3 is its maker’s, whatever it is filtered by', async () => {
    await exportText(auditor.browser, { format: 'csv', actor: owner.email, person: person.email });
    const [last] = (await auditPage(auditor.browser, { type: 'audit.exported' })).events;
    expect(last).toMatchObject({ actor: { id: auditor.browser.userId }, person: null });
  });

  test('is refused to whoever may only read, and where it is not signed in just now', async () => {
    const helper = await withRole('help-desk');
    const wish = { format: 'csv' };
    await expectProblem(
      await helper.browser.request('POST', '/v1/admin/events/export', wish),
      'not-permitted',
    );
    await expectProblem(await helper.browser.request('GET', '/v1/admin/events'), 'not-permitted');
  });
});

test('J3 the published head says how many events there are and what they hash to, and nothing of anybody', async () => {
  await exportText(auditor.browser, { format: 'csv', type: 'audit.exported' });
  const document = await published(auditor.browser);
  expect(Object.keys(document)).toEqual(['keys', 'head']);
  expect(Object.keys(document.head!).sort()).toEqual(['at', 'root', 'service', 'signatures', 'size']);
  expect(document.keys).toEqual([
    { id: 'k1', algorithm: 'Ed25519', publicKey: expect.stringMatching(/^[\w-]{43}$/) },
  ]);
  const state = await auditor.browser.call('GET', '/v1/admin/events/state');
  expect(state).toMatchObject({
    events: document.head!.size,
    head: { root: document.head!.root },
    webhook: null,
  });
});
