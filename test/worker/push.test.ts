import { afterEach, describe, expect, test, vi } from 'vitest';
import { config } from '../../worker/config.ts';
import { PUSH_CHALLENGE_MS, PUSH_REPORTED_MS } from '../../worker/policy/limits.ts';
import type { Browser } from './client.ts';
import { expectProblem } from './expect-problem.ts';
import { eventsOf, rows } from './look-inside.ts';
import { newestMail } from './mailbox.ts';
import { passwordStep } from './people.ts';
import type { Begun } from './pushes.ts';
import { asks, otherThan, PUSH, withPhone } from './pushes.ts';
import { addPhone } from './software-phone.ts';
import { totpAt } from './totp-at.ts';

afterEach(() => void vi.useRealTimers());

describe('a push', () => {
  test('C12 is approved with the number, and signs in the session that asked, once', async () => {
    const person = await withPhone();
    const { desktop, id, number, outcome, collect } = await asks(person);
    expect(number).toMatch(/^\d{2}$/);
    expect(await outcome()).toBeNull();
    await expectProblem(await collect(), 'push-waiting');
    const waiting = await person.phone.waiting();
    expect(waiting).toMatchObject({ id, purpose: 'sign-in', digits: 2, device: 'Firefox on Linux' });
    expect(JSON.stringify(waiting)).not.toContain(`"${number}"`);
    const decided = await person.phone.decide(id, { decision: 'approve', number });
    expect(await decided.json()).toEqual({ outcome: 'approved' });
    expect(await outcome()).toBe('approved');
    const before = desktop.cookies.get('__Host-session');
    expect(await (await collect()).json()).toMatchObject({
      session: { stage: 'full', level: 2, amr: ['pwd', 'pop', 'mfa'] },
    });
    expect(desktop.cookies.get('__Host-session')).not.toBe(before);
    await expectProblem(await collect(), 'code-expired');
    expect(await person.phone.waiting()).toBeNull();
  });

  test('C13 with another number it is over at once, and counts as a wrong answer', async () => {
    const person = await withPhone();
    const { id, number, outcome, collect } = await asks(person);
    const decided = await person.phone.decide(id, { decision: 'approve', number: otherThan(number) });
    expect(await decided.json()).toEqual({ outcome: 'mismatched' });
    await expectProblem(await person.phone.decide(id, { decision: 'approve', number }), 'code-expired');
    expect(await outcome()).toBe('mismatched');
    await expectProblem(await collect(), 'code-expired');
    expect((await eventsOf(person.browser.userId)).at(-1)).toMatchObject({
      type: 'challenge.failed',
      method: 'push',
    });
  });

  test.each([
    [2, 2],
    [6, 3],
  ])('C13 matched by %i digits makes level %i', async (digits, level) => {
    const { pushDigits } = config;
    config.pushDigits = digits;
    try {
      const person = await withPhone();
      const { id, number, collect } = await asks(person);
      expect(number).toHaveLength(digits);
      await person.phone.decide(id, { decision: 'approve', number });
      expect(await (await collect()).json()).toMatchObject({
        session: { level, amr: ['pwd', 'pop', 'mfa'] },
      });
    } finally {
      config.pushDigits = pushDigits;
    }
  });

  test('C14 refused, it is over; “It was not me” also tells the owner, and pauses pushes', async () => {
    const person = await withPhone();
    const denied = await asks(person);
    await person.phone.decide(denied.id, { decision: 'deny' });
    expect(await denied.outcome()).toBe('denied');
    await expectProblem(await denied.collect(), 'code-expired');
    const reported = await asks(person);
    const after = await newestMail(person.email);
    await person.phone.decide(reported.id, { decision: 'report' });
    await expectProblem(await reported.collect(), 'code-expired');
    await expect.poll(async () => (await newestMail(person.email)) !== after).toBe(true);
    const half = await passwordStep(person);
    const { retryAt } = await expectProblem(
      await half.request('POST', '/v1/challenges', PUSH),
      'push-paused',
    );
    expect(Date.parse(retryAt!) - Date.now()).toBeGreaterThan(PUSH_REPORTED_MS - 60_000);
  });

  test('C14 a device that is locked after wrong numbers refuses and reports as before', async () => {
    const person = await withPhone();
    const tablet = await addPhone(person.browser, 'Tablet');
    const [, id] = person.phone.device.split('.');
    for (const decision of ['deny', 'report']) {
      await rows(
        person.browser.userId,
        'UPDATE factors SET locked_until = ? WHERE id = ?',
        Date.now() + 60_000,
        id,
      );
      const asked = await asks(person);
      const approve = { decision: 'approve', number: asked.number };
      await expectProblem(await person.phone.decide(asked.id, approve), 'too-many-tries');
      expect((await person.phone.decide(asked.id, { decision })).status).toBe(200);
      await expectProblem(await tablet.decide(asked.id, approve), 'code-expired');
    }
  });

  test('it ends after two minutes', async () => {
    const person = await withPhone();
    const { id, number, collect } = await asks(person);
    await person.phone.decide(id, { decision: 'approve', number });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + PUSH_CHALLENGE_MS + 1 });
    await expectProblem(await collect(), 'code-expired');
    await expectProblem(await person.phone.decide(id, { decision: 'approve', number }), 'code-expired');
  });

  test('C14 a new one supersedes it, of whichever session', async () => {
    const person = await withPhone();
    const first = await asks(person);
    const second = await asks(person);
    expect((await person.phone.waiting())?.id).toBe(second.id);
    await expectProblem(
      await person.phone.decide(first.id, { decision: 'approve', number: first.number }),
      'code-expired',
    );
    await expectProblem(await first.collect(), 'code-expired');
    await person.phone.decide(second.id, { decision: 'approve', number: second.number });
    expect((await second.collect()).status).toBe(200);
  });

  test('re-authentication takes one', async () => {
    const person = await withPhone();
    const { challenge: begun } = await person.browser.call<Begun>('POST', '/v1/challenges', {
      purpose: 'reauthentication',
      method: 'push',
    });
    expect(await person.phone.waiting()).toMatchObject({ purpose: 'reauthentication' });
    await person.phone.decide(begun.id, { decision: 'approve', number: begun.push.number });
    const answer = await person.browser.request('POST', `/v1/challenges/${begun.id}/verify`, {
      approved: true,
    });
    expect(answer.status).toBe(200);
  });

  test('C12 the approving session is the one that asked: another of the same person collects nothing', async () => {
    const person = await withPhone();
    const { id, number } = await asks(person);
    await person.phone.decide(id, { decision: 'approve', number });
    const attacker = await passwordStep(person);
    await expectProblem(
      await attacker.request('POST', `/v1/challenges/${id}/verify`, { approved: true }),
      'not-found',
    );
  });
});

describe('the app’s own codes', () => {
  test('B4 a code from the app signs in without a network, once', async () => {
    const person = await withPhone();
    const half = await passwordStep(person);
    const { session } = await half.call<{
      session: { options: { method: string; factorId: string; name: string }[] };
    }>('GET', '/v1/session');
    const [, factorId] = person.phone.device.split('.');
    const option = session.options.find((one) => one.factorId === factorId);
    expect(option).toMatchObject({ method: 'totp', name: 'Pixel' });
    expect(session.options.filter(({ method }) => method === 'push')).toHaveLength(1);
    const begin = async (browser: Browser) =>
      (
        await browser.call<{ challenge: { id: string } }>('POST', '/v1/challenges', {
          purpose: 'sign-in',
          method: 'totp',
          factorId,
        })
      ).challenge.id;
    const code = totpAt(person.phone.secret);
    const first = await half.request('POST', `/v1/challenges/${await begin(half)}/verify`, { code });
    expect(first.status).toBe(200);
    const again = await passwordStep(person);
    await expectProblem(
      await again.request('POST', `/v1/challenges/${await begin(again)}/verify`, { code }),
      'wrong-code',
    );
  });
});
