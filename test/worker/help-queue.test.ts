import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import type { HelpRequest } from '../../schema/api/administered.ts';
import { listHelpRequests } from '../../worker/directory/help-queue.ts';
import { HELP_REQUESTS_PER_PAGE } from '../../worker/policy/limits.ts';
import { act, projected, REASON } from './administering.ts';
import { withRole } from './admins.ts';
import { Browser } from './client.ts';
import { expectProblem } from './expect-problem.ts';
import { rows } from './look-inside.ts';
import { mailbox } from './mailbox.ts';
import { passwordStep, withTwoStep, type Person } from './people.ts';

const WORDS = 'My phone is in the <b>lake</b>';

/** Somebody who asked for help, without or with his password, as the administrators see it. */
async function asking(admin: Person, known = false) {
  const person = await withTwoStep();
  if (known) await (await passwordStep(person)).call('POST', '/v1/recovery/account/help', { words: WORDS });
  else await new Browser().call('POST', '/v1/recovery/help', { email: person.email, words: WORDS });
  await projected(person.browser.userId);
  return { ...person, request: (await queue(admin)).find(({ email }) => email === person.email)! };
}

async function queue({ browser }: Person): Promise<HelpRequest[]> {
  const all: HelpRequest[] = [];
  for (let next: string | null = ''; next !== null;) {
    const query: string = next ? `?after=${next}` : '';
    const page: { requests: HelpRequest[]; next: string | null } = await browser.call(
      'GET',
      `/v1/admin/help-requests${query}`,
    );
    all.push(...page.requests);
    next = page.next;
  }
  return all;
}

const close = (id: string) => `/v1/admin/help-requests/${id}/close`;

describe('the queue of who asks for help', () => {
  test('lists what was proven and the words, as text, the oldest first', async () => {
    const desk = await withRole('help-desk');
    const [stranger, known] = [await asking(desk), await asking(desk, true)];
    expect(stranger.request).toMatchObject({ userId: stranger.browser.userId, proofs: [], words: WORDS });
    expect(known.request.proofs).toEqual(['password']);
    const emails = (await queue(desk)).map(({ email }) => email);
    expect(emails.indexOf(stranger.email)).toBeLessThan(emails.indexOf(known.email));
  });

  test('an answer closes a request once, and is mailed', async () => {
    const desk = await withRole('help-desk');
    const { request, email, browser } = await asking(desk);
    const answer = { answer: 'refused', reason: 'Nobody here knows you' };
    const answers = await Promise.all(
      [1, 2, 3].map(() => desk.browser.copy().request('POST', close(request.id), answer)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
    const mail = (await mailbox(email)).find(({ subject }) => subject.includes('was refused'))!;
    expect(mail.text).toContain('Nobody here knows you');
    await projected(browser.userId);
    expect((await queue(desk)).map(({ id }) => id)).not.toContain(request.id);
  });

  test('an act that answers a request closes it, in one commit', async () => {
    const desk = await withRole('help-desk');
    const { request, browser } = await asking(desk);
    await act(desk, browser.userId, { type: 'issue-pass', hours: 1, uses: 1, helpRequest: request.id });
    const states = `SELECT state FROM help_requests`;
    expect(await rows(browser.userId, states)).toEqual([{ state: 'closed' }]);
    // Nor does an act on one person close another's.
    const other = await asking(desk);
    await act(desk, browser.userId, { type: 'end-sessions', helpRequest: other.request.id });
    expect(await rows(other.browser.userId, states)).toEqual([{ state: 'open' }]);
  });

  test('H8 an auditor reads it and answers nothing', async () => {
    const auditor = await withRole('auditor');
    const { request } = await asking(auditor);
    const answer = { answer: 'answered', reason: REASON };
    await expectProblem(await auditor.browser.request('POST', close(request.id), answer), 'not-permitted');
  });

  test('is read a page at a time, by its index', async () => {
    const at = 1_000;
    const insert = env.DB.prepare(
      `INSERT INTO help_requests (user_id, id, at, proofs, words, state, epoch, seq)
         VALUES (?, ?, ?, '', '', 'open', 1, 1)`,
    );
    const person = await withTwoStep();
    await env.DB.batch(
      Array.from({ length: HELP_REQUESTS_PER_PAGE + 1 }, (_, i) =>
        insert.bind(person.browser.userId, `old-${String(i).padStart(3, '0')}`, at + Math.floor(i / 2)),
      ),
    );
    const first = await listHelpRequests(env.DB, undefined);
    expect(first.requests).toHaveLength(HELP_REQUESTS_PER_PAGE);
    const second = await listHelpRequests(env.DB, first.next!);
    expect(second.requests[0]!.id).toBe(`old-0${HELP_REQUESTS_PER_PAGE}`);

    for (const statement of [
      `SELECT * FROM help_requests WHERE state = 'open' AND (at, id) > (1, '') ORDER BY at, id LIMIT 51`,
      `SELECT user_id FROM help_requests WHERE id = 'x'`,
      `SELECT * FROM pending_acts WHERE state IN ('waiting', 'approved') AND expires_at > 1 ORDER BY asked_at LIMIT 100`,
      `SELECT user_id, asked_by FROM pending_acts WHERE id = 'x'`,
    ]) {
      const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${statement}`).all<{ detail: string }>();
      expect(results.map(({ detail }) => detail).join(), statement).not.toMatch(/SCAN/);
    }
  });
});
