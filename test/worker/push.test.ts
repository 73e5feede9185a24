import { afterEach, describe, expect, test, vi } from 'vitest';
import { config } from '../../worker/config.ts';
import {
  DEVICE_CLOCK_MS,
  ENROLLMENT_MS,
  PUSH_CHALLENGE_MS,
  PUSH_REFUSED_MS,
  PUSH_REPORTED_MS,
  PUSHES_PER_HOUR,
} from '../../worker/policy/limits.ts';
import { Browser } from './client.ts';
import { expectProblem } from './expect-problem.ts';
import { eventsOf } from './look-inside.ts';
import { newestMail } from './mailbox.ts';
import type { TwoStepPerson } from './people.ts';
import { challenge, passwordStep, signUp, withTwoStep } from './people.ts';
import type { Phone } from './software-phone.ts';
import { addPhone, Phone as SoftwarePhone } from './software-phone.ts';
import { totpAt } from './totp-at.ts';

afterEach(() => void vi.useRealTimers());

const PUSH = { purpose: 'sign-in', method: 'push' };

interface Begun {
  challenge: { id: string; push: { number: string; outcome: string | null }; expiresAt: string };
}

/** Somebody with an authenticator app and a phone. */
async function withPhone(): Promise<TwoStepPerson & { phone: Phone }> {
  const person = await withTwoStep();
  return { ...person, phone: await addPhone(person.browser) };
}

/** Gets to the number in a new browser. */
async function asks(person: TwoStepPerson, browser?: Browser) {
  const desktop = browser ?? (await passwordStep(person));
  const { challenge: begun } = await desktop.call<Begun>('POST', '/v1/challenges', PUSH);
  const outcome = async () =>
    (await desktop.call<Begun>('GET', `/v1/challenges/${begun.id}`)).challenge.push.outcome;
  const collect = () => desktop.request('POST', `/v1/challenges/${begun.id}/verify`, { approved: true });
  return { desktop, id: begun.id, number: begun.push.number, outcome, collect };
}

const other = (number: string) => String((Number(number) + 1) % 100).padStart(2, '0');

describe('setting a push device up', () => {
  test('it joins with the key of the QR code, and is used once both screens were compared', async () => {
    const { browser } = await withTwoStep();
    const { enrollment } = await browser.call<{
      enrollment: { id: string; url: string; key: string; device: unknown };
    }>('POST', '/v1/enrollments', { method: 'push' });
    expect(enrollment.url).toMatch(/^http:\/\/localhost\/authenticator#[\w-]{22}\.[0-9A-Z]{16}$/);
    expect(enrollment.key).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    expect(enrollment.device).toBeNull();

    const phone = await SoftwarePhone.make();
    const joined = await phone.join(enrollment.url, 'My Pixel');
    expect(joined.comparison).toMatch(/^\d{6}$/);
    const shown = await browser.call<{ enrollment: { device: object } }>('POST', '/v1/enrollments', {
      method: 'push',
    });
    expect(shown.enrollment.device).toEqual({ name: 'My Pixel', comparison: joined.comparison });
    expect(await (await phone.request('GET', '/v1/authenticator/device')).json()).toMatchObject({
      state: 'waiting',
    });
    await expectProblem(await phone.request('GET', '/v1/authenticator/request'), 'device-unknown');

    const { factor } = await browser.call<{ factor: object }>(
      'POST',
      `/v1/enrollments/${enrollment.id}/confirm`,
      { code: joined.comparison },
    );
    expect(factor).toMatchObject({ method: 'push', name: 'My Pixel', use: 'sign-in', state: 'active' });
    expect(await (await phone.request('GET', '/v1/authenticator/device')).json()).toMatchObject({
      state: 'active',
    });
    expect(await phone.waiting()).toBeNull();
  });

  test('it joins with the typed key and the account’s address too; with another address it does not', async () => {
    const { browser, email } = await withTwoStep();
    const { enrollment } = await browser.call<{ enrollment: { key: string } }>('POST', '/v1/enrollments', {
      method: 'push',
    });
    const phone = await SoftwarePhone.make();
    const stranger = new Browser();
    const join = async (address: string) =>
      stranger.request(
        'POST',
        '/v1/authenticator/devices',
        await phone.joining(enrollment.key, { email: address }),
      );
    await expectProblem(await join('nobody@example.com'), 'code-expired');
    expect((await join(email)).status).toBe(201);
  });

  test('H6 the key is for one device, for ten minutes, and dies when the set-up is left', async () => {
    const { browser } = await withTwoStep();
    const begin = () =>
      browser.call<{ enrollment: { id: string; url: string } }>('POST', '/v1/enrollments', {
        method: 'push',
      });
    const first = (await begin()).enrollment;
    await (await SoftwarePhone.make()).join(first.url);
    await expect((await SoftwarePhone.make()).join(first.url)).rejects.toThrow('code-expired');
    await browser.call('DELETE', '/v1/enrollments');
    const second = (await begin()).enrollment;
    expect(second.url).not.toBe(first.url);
    await browser.call('DELETE', '/v1/enrollments');
    await expect((await SoftwarePhone.make()).join(second.url)).rejects.toThrow('code-expired');
    const third = (await begin()).enrollment;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ENROLLMENT_MS + 1 });
    await expect((await SoftwarePhone.make()).join(third.url)).rejects.toThrow('code-expired');
  });

  test('of 64 devices that come with one key at once, one joins', async () => {
    const { browser } = await withTwoStep();
    const { enrollment } = await browser.call<{ enrollment: { url: string } }>('POST', '/v1/enrollments', {
      method: 'push',
    });
    const phones = await Promise.all(Array.from({ length: 64 }, () => SoftwarePhone.make()));
    const joined = await Promise.allSettled(phones.map((phone) => phone.join(enrollment.url)));
    expect(joined.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('a wrong comparison ends the set-up; so does a device without its key', async () => {
    const { browser } = await withTwoStep();
    const { enrollment } = await browser.call<{ enrollment: { id: string; url: string } }>(
      'POST',
      '/v1/enrollments',
      { method: 'push' },
    );
    const phone = await SoftwarePhone.make();
    const [home = '', key = ''] = new URL(enrollment.url).hash.slice(1).split('.');
    const thief = await SoftwarePhone.make();
    const stolen = { ...(await thief.joining(key, { home })), publicKey: await phone.publicKey() };
    await expectProblem(
      await new Browser().request('POST', '/v1/authenticator/devices', stolen),
      'invalid-request',
    );
    const { comparison } = await phone.join(enrollment.url);
    const wrong = String((Number(comparison) + 1) % 1_000_000).padStart(6, '0');
    await expectProblem(
      await browser.request('POST', `/v1/enrollments/${enrollment.id}/confirm`, { code: wrong }),
      'code-expired',
    );
    await expectProblem(
      await browser.request('POST', `/v1/enrollments/${enrollment.id}/confirm`, { code: comparison }),
      'code-expired',
    );
    await expectProblem(await phone.request('GET', '/v1/authenticator/device'), 'device-unknown');
  });

  test('C16 a subscription is at a push service that is known, and nowhere else', async () => {
    const { phone } = await withPhone();
    const subscribe = (endpoint: string) =>
      phone.request('PUT', '/v1/authenticator/device/subscription', {
        subscription: { endpoint, p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) },
      });
    for (const endpoint of [
      'http://fcm.googleapis.com/x',
      'https://fcm.googleapis.com.evil.example/x',
      'https://fcm.googleapis.com:8443/x',
      'https://user@fcm.googleapis.com/x',
      'https://evilnotify.windows.com/x',
      'https://169.254.169.254/latest',
      'https://localhost/x',
      'https://[::1]/x',
      'file:///etc/passwd',
      'no address',
    ])
      await expectProblem(await subscribe(endpoint), 'invalid-request');
    for (const endpoint of [
      'https://fcm.googleapis.com/fcm/send/x',
      'https://updates.push.services.mozilla.com/wpush/v2/x',
      'https://web.push.apple.com/x',
      'https://wns2-par02p.notify.windows.com/w/?token=x',
    ])
      expect((await subscribe(endpoint)).status).toBe(204);
    expect(
      (await phone.request('PUT', '/v1/authenticator/device/subscription', { subscription: null })).status,
    ).toBe(204);
  });
});

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
    const decided = await person.phone.decide(id, { decision: 'approve', number: other(number) });
    expect(await decided.json()).toEqual({ outcome: 'mismatched' });
    await expectProblem(await person.phone.decide(id, { decision: 'approve', number }), 'code-expired');
    expect(await outcome()).toBe('mismatched');
    await expectProblem(await collect(), 'code-expired');
    expect((await eventsOf(person.browser.userId)).at(-1)).toMatchObject({
      type: 'challenge.failed',
      method: 'push',
    });
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

  test('it ends after two minutes', async () => {
    const person = await withPhone();
    const { id, number, collect } = await asks(person);
    await person.phone.decide(id, { decision: 'approve', number });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + PUSH_CHALLENGE_MS + 1 });
    await expectProblem(await collect(), 'code-expired');
    await expectProblem(await person.phone.decide(id, { decision: 'approve', number }), 'code-expired');
  });

  test('a new one supersedes it, of whichever session', async () => {
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

  test('the approving session is the one that asked: another of the same person collects nothing', async () => {
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

describe('hostile decisions', () => {
  test('C15 replayed, for another challenge, by another user’s device, altered: refused, nothing changed', async () => {
    const person = await withPhone();
    const stranger = await withPhone();
    const { id, number, outcome } = await asks(person);
    const approve = { decision: 'approve', number };
    const path = `/v1/authenticator/requests/${id}`;
    const ask = (changed: Parameters<Phone['request']>[3], phone = person.phone) =>
      phone.request('POST', path, approve, changed);
    await expectProblem(
      await ask({ path: `/v1/authenticator/requests/${'A'.repeat(22)}` }),
      'device-unknown',
    );
    await expectProblem(
      await ask({ body: { decision: 'approve', number: other(number) } }),
      'device-unknown',
    );
    await expectProblem(await ask({ origin: 'https://evil.example' }), 'device-unknown');
    await expectProblem(await ask({ device: person.phone.device }, stranger.phone), 'device-unknown');
    // Signed well, by a device that knows nothing of this challenge.
    await expectProblem(await stranger.phone.decide(id, approve), 'code-expired');
    expect(await outcome()).toBeNull();
    expect((await person.phone.decide(id, approve)).status).toBe(200);
    await expectProblem(await person.phone.decide(id, approve), 'code-expired');
  });

  test('a clock that is ten minutes off is refused, with the right time', async () => {
    const { phone } = await withPhone();
    for (const ahead of [2 * DEVICE_CLOCK_MS, -2 * DEVICE_CLOCK_MS]) {
      phone.clockAhead = ahead;
      const problem = await expectProblem(
        await phone.request('GET', '/v1/authenticator/request'),
        'device-clock',
      );
      expect(Math.abs(Date.parse(problem.serverTime!) - Date.now())).toBeLessThan(60_000);
    }
    phone.clockAhead = DEVICE_CLOCK_MS - 10_000;
    expect(await phone.waiting()).toBeNull();
  });

  test('a removed device is refused from then on; one that is set up anew is another', async () => {
    const person = await withPhone();
    const [, id] = person.phone.device.split('.');
    await person.browser.call('DELETE', `/v1/factors/${id}`);
    await expectProblem(await person.phone.request('GET', '/v1/authenticator/device'), 'device-unknown');
    const again = await addPhone(person.browser, 'Pixel again');
    const { id: asked, number } = await asks(person);
    await expectProblem(await person.phone.decide(asked, { decision: 'approve', number }), 'device-unknown');
    expect((await again.decide(asked, { decision: 'approve', number })).status).toBe(200);
  });

  test('of 1,000 approvals at once, of two phones, one counts', async () => {
    const person = await withPhone();
    const second = await addPhone(person.browser, 'Tablet');
    const { id, number, collect } = await asks(person);
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, (_, index) =>
        (index % 2 ? person.phone : second).decide(id, { decision: 'approve', number }),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const collected = await Promise.all(Array.from({ length: 64 }, collect));
    expect(collected.filter(({ ok }) => ok)).toHaveLength(1);
    const events = await eventsOf(person.browser.userId);
    expect(events.filter(({ type }) => type === 'push.approved')).toHaveLength(1);
  });

  test('of approvals and refusals at once, one counts', async () => {
    const person = await withPhone();
    const { id, number, outcome } = await asks(person);
    const decisions = [
      { decision: 'approve', number },
      { decision: 'deny' },
      { decision: 'report' },
      { decision: 'approve', number: other(number) },
    ];
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, index) => person.phone.decide(id, decisions[index % 4]!)),
    );
    const [right, ...more] = answers.filter(({ ok }) => ok);
    expect(more).toEqual([]);
    expect(await right!.json()).toEqual({ outcome: await outcome() });
  });
});

describe('push fatigue', () => {
  test('C14 of a flood of 1,000 starts as many are sent as the limits say', async () => {
    const person = await withPhone();
    const desktop = await passwordStep(person);
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, () => desktop.request('POST', '/v1/challenges', PUSH)),
    );
    // Two at once, the third after a pause.
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 429]));
    const events = await eventsOf(person.browser.userId);
    expect(events.filter(({ type }) => type === 'push.requested')).toHaveLength(3);
  });

  test('C14 pauses grow, an hour has a cap, and an approval ends the pauses', async () => {
    const person = await withPhone();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const start = Date.now();
    let sent = 0;
    while (Date.now() < start + 3_600_000) {
      const desktop = await passwordStep(person);
      const answer = await desktop.request('POST', '/v1/challenges', PUSH);
      if (answer.ok) sent++;
      vi.setSystemTime(Date.now() + 60_000);
    }
    expect(sent).toBeLessThanOrEqual(PUSHES_PER_HOUR + 1);
    expect(sent).toBeGreaterThan(5);
    vi.setSystemTime(Date.now() + 3_600_000);
    const { id, number, collect } = await asks(person);
    await person.phone.decide(id, { decision: 'approve', number });
    expect((await collect()).status).toBe(200);
    expect((await (await passwordStep(person)).request('POST', '/v1/challenges', PUSH)).status).toBe(201);
  });

  test('C14 after three refusals nobody is asked for twelve hours; other methods work', async () => {
    const person = await withPhone();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    for (let refusal = 0; refusal < 3; refusal++) {
      const { id } = await asks(person);
      await person.phone.decide(id, { decision: 'deny' });
      vi.setSystemTime(Date.now() + 6 * 60_000);
    }
    const half = await passwordStep(person);
    await expectProblem(await half.request('POST', '/v1/challenges', PUSH), 'push-paused');
    const id = await challenge(half, 'totp');
    const totp = await half.request('POST', `/v1/challenges/${id}/verify`, { code: totpAt(person.secret) });
    expect(totp.status).toBe(200);
    vi.setSystemTime(Date.now() + PUSH_REFUSED_MS);
    expect((await (await passwordStep(person)).request('POST', '/v1/challenges', PUSH)).status).toBe(201);
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

test('the first push device turns two-step verification on', async () => {
  const { browser } = await signUp();
  await browser.call('POST', '/v1/recovery-codes');
  await addPhone(browser);
  expect(await browser.call('GET', '/v1/factors')).toMatchObject({ twoStep: true });
  expect(config.vapidKey).not.toBeNull();
});
