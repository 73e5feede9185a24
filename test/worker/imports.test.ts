import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { IMPORT_REPORT_MS, IMPORT_WAIT_MS } from '../../worker/policy/limits.ts';
import { FOREIGN_HASHES, FOREIGN_PASSWORD } from '../vectors/foreign-hashes.ts';
import { withRole } from './admins.ts';
import { Browser } from './client.ts';
import { expectProblem } from './expect-problem.ts';
import {
  beginImport,
  check,
  ended,
  inImport,
  read,
  reaches,
  report,
  run,
  start,
  verdicts,
} from './importing.ts';
import { eventsOf, userStub } from './look-inside.ts';
import { mailbox, mailedCode, newestMail } from './mailbox.ts';
import { challenge, passwordStep, signUp, someAddress } from './people.ts';
import { tablesOf } from './tables.ts';
import { totpAt } from './totp-at.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const OTPAUTH = `otpauth://totp/Old:me?secret=${SECRET}&issuer=Old`;
const userIdOf = (email: string) =>
  env.DB.prepare('SELECT id FROM users WHERE email_canonical = ?')
    .bind(email.toLowerCase())
    .first<string>('id');
const accounts = async () => (await env.DB.prepare('SELECT count(*) AS n FROM users').first<number>('n'))!;
const foreign = async (userId: string) =>
  env.DB.prepare('SELECT ms FROM foreign_hashes WHERE user_id = ?').bind(userId).first<number>('ms');
const serviceEvents = async (id: string) =>
  (
    await env.DB.prepare(
      `SELECT type, detail FROM events WHERE user_id = 'service' AND detail ->> 'import' = ? ORDER BY seq`,
    )
      .bind(id)
      .all<{ type: string; detail: string }>()
  ).results.map(({ type, detail }) => ({ type, detail: JSON.parse(detail) as Record<string, unknown> }));

const csv = (...lines: string[]) => ['email,name,password_hash,totp,email_verified', ...lines].join('\n');

describe('an import of users', () => {
  test('makes the accounts: they sign in with what they had, and are hashed here from then on', async () => {
    const { browser } = await withRole('admin');
    const [ada, bob, cyd, dan] = [someAddress(), someAddress(), someAddress(), someAddress()];
    const before = await accounts();
    const checked = await check(
      browser,
      csv(
        `${ada},Ada Lovelace,${FOREIGN_HASHES['bcrypt 2y']},,true`,
        `${bob},,"${FOREIGN_HASHES['argon2i']}",${OTPAUTH},`,
        `${cyd},Cyd,,,yes`,
        `${dan},Dan,${FOREIGN_HASHES['bcrypt 2y']},${OTPAUTH},false`,
      ),
    );
    expect(checked).toMatchObject({ state: 'checked', ready: 4, problems: 0, made: 0, problem: null });
    expect(checked.columns.map(({ field }) => field)).toEqual([
      'email',
      'name',
      'passwordHash',
      'totp',
      'emailVerified',
    ]);
    expect(verdicts(await report(browser, checked.id, 'only'))).toEqual([
      [4, 'no-password'],
      [5, 'address-not-verified'],
    ]);
    expect(await accounts()).toBe(before);

    expect(await run(browser, checked.id)).toMatchObject({ state: 'done', ready: 0, made: 4 });
    expect(await accounts()).toBe(before + 4);

    // A password of another system: once, and then as any.
    const adaId = (await userIdOf(ada))!;
    expect(await foreign(adaId)).toBeGreaterThan(0);
    const { code } = await new Browser().refused('POST', '/v1/sign-in', { email: ada, password: 'wrong' });
    expect(code).toBe('wrong-credentials');
    for (const _ of [1, 2]) await passwordStep({ email: ada, password: FOREIGN_PASSWORD });
    expect((await eventsOf(adaId)).map(({ type }) => type)).toEqual([
      'account.imported',
      'sign-in.failed',
      'password.rehashed',
      'sign-in.succeeded',
      'sign-in.succeeded',
    ]);
    await runDurableObjectAlarm(userStub(adaId));
    expect(await foreign(adaId)).toBeNull();

    // An app comes along, its secret sealed; the password alone opens nothing.
    const bobs = await passwordStep({ email: bob, password: FOREIGN_PASSWORD });
    await expectProblem(await bobs.request('GET', '/v1/factors'), 'second-factor-required');
    await bobs.call('POST', `/v1/challenges/${await challenge(bobs, 'totp')}/verify`, {
      code: totpAt(SECRET),
    });
    const kept = JSON.stringify(await tablesOf(bobs.userId));
    expect(kept).not.toContain(SECRET);
    expect(kept).not.toContain('argon2i$');
    expect((await bobs.call<{ twoStep: boolean }>('GET', '/v1/factors')).twoStep).toBe(true);

    // Neither password nor app of an address that nobody verified: its owner begins by mail.
    for (const email of [cyd, dan]) {
      const { code: refused } = await new Browser().refused('POST', '/v1/sign-in', {
        email,
        password: FOREIGN_PASSWORD,
      });
      expect(refused).toBe('wrong-credentials');
      const after = await newestMail(email);
      const { flow } = await new Browser().call<{ flow: string }>('POST', '/v1/recovery/password', { email });
      const newPassword = 'garden-under-silent-snow';
      await new Browser().call('POST', '/v1/recovery/password/confirm', {
        flow,
        code: await mailedCode(email, after),
        newPassword,
      });
      const own = await passwordStep({ email, password: newPassword });
      expect((await own.call<{ twoStep: boolean }>('GET', '/v1/factors')).twoStep).toBe(false);
    }
  });

  test('is in the ledger: who did it and why, in each account’s and in the service’s chain', async () => {
    const { browser } = await withRole('owner');
    const email = someAddress();
    const { id } = await check(browser, `${JSON.stringify({ email, name: 'Eve' })}\n`, 'users.jsonl');
    await run(browser, id);
    const [event] = await eventsOf((await userIdOf(email))!);
    expect(event).toMatchObject({ type: 'account.imported', hash: expect.stringMatching(/^[\w-]{43}$/) });
    expect(JSON.parse(event!.detail)).toMatchObject({
      actor: browser.userId,
      actorRole: 'owner',
      import: id,
      reason: 'The move to the new service',
    });
    expect(await serviceEvents(id)).toEqual([
      {
        type: 'import.started',
        detail: expect.objectContaining({ actor: browser.userId, file: 'users.jsonl', ready: 1 }),
      },
      { type: 'import.finished', detail: expect.objectContaining({ outcome: 'done', made: 1, left: 0 }) },
    ]);
  });

  test('mails an invitation where one was asked for, and nothing else', async () => {
    const { browser } = await withRole('admin');
    const [asked, silent] = [someAddress(), someAddress()];
    await run(browser, (await check(browser, csv(`${silent},,,,`))).id);
    await run(browser, (await check(browser, csv(`${asked},,,,`))).id, true);
    while ((await mailbox(asked)).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const [mail] = await mailbox(asked);
    expect(mail?.subject).toBe('Countersign: Your account is here');
    expect(mail?.text).toContain('/recover');
    expect(await mailbox(silent)).toEqual([]);
  });

  test('keeps nothing of the file that signs people in, once it is over', async () => {
    const { browser } = await withRole('admin');
    const { id } = await check(browser, csv(`${someAddress()},,${FOREIGN_HASHES['bcrypt 2b']},${OTPAUTH},`));
    const sealed = JSON.stringify(await inImport(id, 'SELECT * FROM lines'));
    expect(sealed).not.toContain(SECRET);
    expect(sealed).not.toContain('$2b$');
    expect(await inImport(id, 'SELECT * FROM parts')).toEqual([]);
    await run(browser, id);
    expect(await inImport(id, 'SELECT * FROM lines WHERE sealed IS NOT NULL')).toEqual([]);
  });
});

describe('who is there already', () => {
  test('is reported and left as he is, whatever case his address is in', async () => {
    const { browser } = await withRole('admin');
    const there = await signUp();
    const twice = someAddress();
    const before = await eventsOf(there.browser.userId);
    const { id } = await check(
      browser,
      csv(
        `${there.email.toUpperCase()},,${FOREIGN_HASHES['bcrypt 2b']},,`,
        `${twice},,,,`,
        `${twice.toUpperCase()},,,,`,
      ),
    );
    expect(verdicts(await report(browser, id))).toEqual([
      [2, 'email-taken'],
      [3, 'no-password'],
      [4, 'email-twice'],
    ]);
    expect((await report(browser, id))[2]!.otherLine).toBe(3);
    expect(await run(browser, id)).toMatchObject({ made: 1, problems: 2 });
    expect(await eventsOf(there.browser.userId)).toEqual(before);
    await passwordStep(there);
  });

  test('also who signs up between the check and the start', async () => {
    const { browser } = await withRole('admin');
    const email = someAddress();
    const { id } = await check(browser, csv(`${email},,${FOREIGN_HASHES['bcrypt 2b']},,`));
    const there = await signUp(email);
    expect(await run(browser, id)).toMatchObject({ made: 0, problems: 1 });
    expect(verdicts(await report(browser, id))).toEqual([[2, 'email-taken']]);
    expect(await userIdOf(email)).toBe(there.browser.userId);
    const [line] = await inImport(id, 'SELECT user_id FROM lines');
    expect(await tablesOf(String(line!.user_id))).toEqual({});
    expect(await foreign(String(line!.user_id))).toBeNull();
  });
});

describe('at the same time, and after a crash', () => {
  const many = (count: number) => Array.from({ length: count }, () => someAddress());

  test('of several starts one counts', async () => {
    const { browser } = await withRole('admin');
    const emails = many(30);
    const { id } = await check(browser, csv(...emails.map((email) => `${email},,,,`)));
    const answers = await Promise.all(Array.from({ length: 8 }, () => start(browser, id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(409)]);
    expect(await ended(browser, id)).toMatchObject({ state: 'done', made: 30 });
    expect((await serviceEvents(id)).map(({ type }) => type)).toEqual(['import.started', 'import.finished']);
  });

  test('a step that is done again loses nobody and makes nobody twice', async () => {
    const { browser } = await withRole('admin');
    const emails = many(25);
    const { id } = await check(browser, csv(...emails.map((email) => `${email},,,,`)));
    const sealed = await inImport(id, 'SELECT line, sealed FROM lines');
    await run(browser, id);
    const before = await accounts();
    const ids = await Promise.all(emails.map(userIdOf));
    const chains = await Promise.all(ids.map((one) => eventsOf(one!)));
    // As if the object had died after the accounts were made, before it noted so.
    for (const { line, sealed: text } of sealed)
      await inImport(
        id,
        `UPDATE lines SET outcome = 'ready', sealed = ? WHERE line = ?`,
        text as string,
        line as number,
      );
    await inImport(id, `UPDATE import SET state = 'running', ready = 25, made = 0, ended_at = NULL`);
    const object = env.IMPORTS.get(env.IMPORTS.idFromName(id));
    await evictDurableObject(object);
    while ((await read(browser, id)).endedAt === null) await runDurableObjectAlarm(object);
    expect(await read(browser, id)).toMatchObject({ state: 'done', made: 25, ready: 0, problems: 0 });
    expect(await accounts()).toBe(before);
    expect(await Promise.all(emails.map(userIdOf))).toEqual(ids);
    const after = await Promise.all(ids.map((one) => eventsOf(one!)));
    expect(after).toEqual(chains);
  });

  test('an import that is cancelled stops where it is, and what was made stays', async () => {
    const { browser } = await withRole('admin');
    const { id } = await check(browser, csv(...many(600).map((email) => `${email},,,,`)));
    await start(browser, id);
    expect((await browser.request('POST', `/v1/admin/imports/${id}/cancel`)).status).toBe(200);
    const over = await ended(browser, id);
    expect(over.state).toBe('cancelled');
    expect(over.ready + over.made).toBe(600);
    const lines = await report(browser, id);
    expect(lines.filter(({ outcome }) => outcome === 'made')).toHaveLength(over.made);
    for (const { userId, email } of lines.filter(({ outcome }) => outcome === 'made').slice(0, 3))
      expect(await userIdOf(email!)).toBe(userId);
    await expectProblem(await start(browser, id), 'import-state');
    await expectProblem(await browser.request('POST', `/v1/admin/imports/${id}/cancel`), 'import-state');
  });

  test('H8 an import stops with the role of who started it', async () => {
    const [admin, other] = [await withRole('admin'), await withRole('admin')];
    const { userId } = admin.browser;
    const { id } = await check(admin.browser, csv(`${someAddress()},Ada,,,`, `${someAddress()},Bob,,,`));
    const call = { ip: null, userAgent: '', place: null, language: null, requestId: 'test' };
    const starter = { actor: { id: userId, role: 'admin', reason: 'The move' }, sessionId: 'test', call };
    const running = `UPDATE import SET state = 'running', started_at = 1, started_by = ?`;
    await inImport(id, running, JSON.stringify(starter));
    const object = env.IMPORTS.get(env.IMPORTS.idFromName(id));
    await evictDurableObject(object);
    const before = await accounts();
    await env.DB.prepare('DELETE FROM roles WHERE user_id = ?').bind(userId).run();
    await runDurableObjectAlarm(object);
    expect(await ended(other.browser, id)).toMatchObject({ state: 'cancelled', made: 0, ready: 2 });
    expect(await accounts()).toBe(before);
    expect((await serviceEvents(id)).at(-1)!.detail).toMatchObject({
      outcome: 'cancelled',
      made: 0,
      left: 2,
    });
  });

  test('D1 that refuses for a while costs time, and nothing else', async () => {
    const { browser } = await withRole('admin');
    const { id } = await check(browser, csv(...many(3).map((email) => `${email},,,,`)));
    const batch = vi.spyOn(Object.getPrototypeOf(env.DB) as D1Database, 'batch');
    batch.mockRejectedValue(new Error('D1 is away'));
    await start(browser, id);
    while ((await inImport(id, 'SELECT retries FROM import'))[0]!.retries === 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
    batch.mockRestore();
    const object = env.IMPORTS.get(env.IMPORTS.idFromName(id));
    while ((await read(browser, id)).endedAt === null) await runDurableObjectAlarm(object);
    expect(await read(browser, id)).toMatchObject({ state: 'done', made: 3 });
    expect((await serviceEvents(id)).map(({ type }) => type)).toEqual(['import.started', 'import.finished']);
  });

  test('an import that nobody goes on with is destroyed after a day, a report after thirty', async () => {
    const { browser } = await withRole('admin');
    const { id } = await check(browser, csv(`${someAddress()},,,,`));
    const object = env.IMPORTS.get(env.IMPORTS.idFromName(id));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + IMPORT_WAIT_MS + 1 });
    while ((await inImport(id, 'SELECT ended_at FROM import'))[0]!.ended_at === null)
      await runDurableObjectAlarm(object);
    expect(await inImport(id, 'SELECT state FROM import')).toEqual([{ state: 'expired' }]);
    expect(await inImport(id, 'SELECT * FROM lines WHERE sealed IS NOT NULL')).toEqual([]);
    vi.setSystemTime(Date.now() + IMPORT_REPORT_MS + 1);
    await runDurableObjectAlarm(object);
    vi.useRealTimers();
    expect(await read(browser, id)).toMatchObject({ state: 'expired', ready: 1 });
    expect(await report(browser, id)).toEqual([]);
  });
});

describe('parts of a file', () => {
  const part = (browser: Browser, id: string, offset: number, text: string) =>
    browser.request('PUT', `/v1/admin/imports/${id}/parts`, { offset, bytes: btoa(text) });
  test('come in order; one that is sent again, or several times at once, counts once', async () => {
    const { browser } = await withRole('admin');
    const [head, rest] = ['email\n', `${someAddress()}\n`];
    const id = await beginImport(browser, head.length + rest.length);
    await expectProblem(await part(browser, id, head.length, rest), 'import-state');
    const answers = await Promise.all(Array.from({ length: 8 }, () => part(browser, id, 0, head)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(await read(browser, id)).toMatchObject({ received: head.length, state: 'uploading' });
    await expectProblem(await part(browser, id, 3, 'x'), 'import-state');
    await expectProblem(await part(browser, id, head.length, `${rest}one too many`), 'import-state');
    await part(browser, id, head.length, rest);
    expect(await reaches(browser, id, 'checked')).toMatchObject({ ready: 1 });
    await expectProblem(await part(browser, id, head.length + rest.length, 'more'), 'import-state');
  });

  test('nothing starts before the file is whole', async () => {
    const { browser } = await withRole('admin');
    const id = await beginImport(browser, 100);
    await expectProblem(await start(browser, id), 'import-state');
    await expectProblem(
      await browser.request('POST', '/v1/admin/imports', { name: 'a.csv', format: 'csv', size: 2 ** 31 }),
      'invalid-request',
    );
  });

  test('the list of imports has them all, the newest first, a page at a time', async () => {
    const { browser } = await withRole('owner');
    const ids: string[] = [];
    for (let i = 0; i < 21; i++) ids.unshift(await beginImport(browser, 10));
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: { imports: { id: string }[]; next: string | null } = await browser.call(
        'GET',
        `/v1/admin/imports${next && `?before=${next}`}`,
      );
      seen.push(...page.imports.map(({ id }) => id));
      next = page.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => ids.includes(id)).sort()).toEqual([...ids].sort());
    await expectProblem(await browser.request('GET', '/v1/admin/imports?before=x'), 'invalid-request');
  });

  test('no question of an import scans a table', async () => {
    const plan = async (sql: string, ...values: unknown[]) =>
      (
        await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
          .bind(...values)
          .all<{ detail: string }>()
      ).results
        .map(({ detail }) => detail)
        .join('; ');
    for (const text of [
      await plan('SELECT view FROM imports ORDER BY created_at DESC, id DESC LIMIT 21'),
      await plan(
        'SELECT view FROM imports WHERE (created_at, id) < (?, ?) ORDER BY created_at DESC, id DESC LIMIT 21',
        1,
        'a',
      ),
      await plan(
        'SELECT email_canonical AS email FROM json_each(?) JOIN users ON email_canonical = json_each.value',
        '[]',
      ),
      await plan('SELECT max(ms) AS ms FROM foreign_hashes'),
    ]) {
      expect(text).toMatch(/USING (COVERING )?INDEX/);
      expect(text.replaceAll(/SCAN (json_each|imports USING INDEX imports_at)/g, '')).not.toContain('SCAN');
      expect(text).not.toContain('TEMP B-TREE');
    }
  });
});
