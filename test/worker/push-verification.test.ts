import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Factor } from '../../schema/api/factor.ts';
import { config } from '../../worker/config.ts';
import { joinText } from '../../worker/factors/push/signed-request.ts';
import { approvalText } from '../../worker/factors/push/verification-texts.ts';
import { Browser } from './client.ts';
import { injectDelays, waited } from './delays.ts';
import { expectProblem } from './expect-problem.ts';
import { eventsOf } from './look-inside.ts';
import { mailbox } from './mailbox.ts';
import { askAnybody, VERIFY_SIGN_IN } from './passkey-people.ts';
import { flipLast } from './passkey-hostile.ts';
import { withTwoStep } from './people.ts';
import type { PersonWithPhone } from './pushes.ts';
import { asks, otherThan, withPhone } from './pushes.ts';
import type { AssertionBend } from './software-authenticator/software-passkey.ts';
import { SoftwarePasskey } from './software-authenticator/software-passkey.ts';
import { addPhone, Phone } from './software-phone.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Somebody whose phone checks that it is him. */
async function withChecks(counter: number | null = 1): Promise<PersonWithPhone> {
  const person = await withTwoStep();
  const passkey = await SoftwarePasskey.make({ counter });
  return { ...person, phone: await addPhone(person.browser, 'Pixel', null, passkey) };
}

const stateOf = async (phone: Phone) =>
  (await phone.request('GET', '/v1/authenticator/device')).json<{ verification: string | null }>();

const pushFactor = async ({ browser }: PersonWithPhone) =>
  (await browser.call<{ factors: Factor[] }>('GET', '/v1/factors')).factors.find(
    ({ method }) => method === 'push',
  )!;

describe('a phone that checks its owner', () => {
  test('C13 an approval that its passkey answers for makes level 3, with two digits', async () => {
    const person = await withChecks();
    expect((await pushFactor(person)).verifies).toBe(true);
    expect((await stateOf(person.phone)).verification).toBe(person.phone.passkey!.id);
    const { id, number, collect } = await asks(person);
    const decided = await person.phone.decide(id, await person.phone.verified(id, number));
    expect(await decided.json()).toEqual({ outcome: 'approved' });
    expect(await (await collect()).json()).toMatchObject({
      session: { stage: 'full', level: 3, amr: ['pwd', 'pop', 'mfa'] },
    });
  });

  test('C13 an approval without it is refused and not counted; refusals need none', async () => {
    const person = await withChecks();
    const { id, number, outcome } = await asks(person);
    await expectProblem(
      await person.phone.decide(id, { decision: 'approve', number }),
      'verification-required',
    );
    // Nobody learns by it whether the number is right.
    await expectProblem(
      await person.phone.decide(id, { decision: 'approve', number: otherThan(number) }),
      'verification-required',
    );
    expect(await outcome()).toBeNull();
    expect(await (await person.phone.decide(id, { decision: 'deny' })).json()).toEqual({ outcome: 'denied' });
    const reported = await asks(person);
    const report = await person.phone.decide(reported.id, { decision: 'report' });
    expect(await report.json()).toEqual({ outcome: 'reported' });
  });

  test('C13 a wrong number is wrong however well the owner was checked', async () => {
    const person = await withChecks();
    const { id, number, collect } = await asks(person);
    const wrong = await person.phone.verified(id, otherThan(number));
    expect(await (await person.phone.decide(id, wrong)).json()).toEqual({ outcome: 'mismatched' });
    await expectProblem(await collect(), 'code-expired');
  });

  test.each<[string, AssertionBend]>([
    ['passkey-user-not-verified', { flags: { uv: false } }],
    ['passkey-user-not-present', { flags: { up: false } }],
    ['passkey-wrong-origin', { clientData: { origin: 'https://evil.example' } }],
    ['passkey-wrong-type', { clientData: { type: 'webauthn.create' } }],
    ['passkey-wrong-service', { rpId: 'evil.example' }],
    ['passkey-bad-signature', { signature: flipLast }],
    ['passkey-unknown', { id: 'A'.repeat(43), rawId: 'A'.repeat(43) }],
  ])('C15 what the passkey says is checked: %s, written down, and a wrong try', async (problem, bend) => {
    const person = await withChecks();
    const { id, number, outcome } = await asks(person);
    const decision = await person.phone.verified(id, number, bend);
    await expectProblem(await person.phone.decide(id, decision), problem as 'passkey-unknown');
    expect(await outcome()).toBeNull();
    expect((await eventsOf(person.browser.userId)).at(-1)).toMatchObject({
      type: 'challenge.failed',
      method: 'passkey',
      subject: 'Pixel',
    });
    // It costs no request: the owner may still answer.
    expect((await person.phone.decide(id, await person.phone.verified(id, number))).status).toBe(200);
  });

  test('C15 an answer for another request, another number or another device answers nothing', async () => {
    const person = await withChecks();
    const passkey = await SoftwarePasskey.make();
    const tablet = await addPhone(person.browser, 'Tablet', null, passkey);
    const earlier = await asks(person);
    const replayed = await person.phone.verified(earlier.id, earlier.number);
    await person.phone.decide(earlier.id, { decision: 'deny' });
    const { id, number, outcome } = await asks(person);
    const { phone } = person;
    const approve = (verification: unknown) => ({ decision: 'approve', number, verification });
    await expectProblem(await phone.decide(id, approve(replayed.verification)), 'passkey-wrong-challenge');
    const another = await phone.answer(approvalText(config.origin, phone.device, id, otherThan(number)));
    await expectProblem(await phone.decide(id, approve(another)), 'passkey-wrong-challenge');
    const text = approvalText(config.origin, tablet.device, id, number);
    const tablets = await tablet.answer(text);
    await expectProblem(await tablet.decide(id, approve(await phone.answer(text))), 'passkey-unknown');
    await expectProblem(await phone.decide(id, approve(tablets)), 'passkey-unknown');
    // Three wrong tries of the phone: it waits, and the tablet answers.
    await expectProblem(await phone.decide(id, await phone.verified(id, number)), 'too-many-tries');
    expect(await outcome()).toBeNull();
    expect((await tablet.decide(id, await tablet.verified(id, number))).status).toBe(200);
  });

  test('E9 a counter that does not grow is refused and told of; one that is always 0 is right', async () => {
    const copied = await withChecks(5);
    const first = await asks(copied);
    const lower = await copied.phone.verified(first.id, first.number, { counter: 5 });
    await expectProblem(await copied.phone.decide(first.id, lower), 'passkey-counter');
    expect((await eventsOf(copied.browser.userId)).at(-1)).toMatchObject({
      type: 'passkey.counter-regressed',
    });
    const synced = await withChecks(null);
    for (let n = 0; n < 2; n++) {
      const { id, number } = await asks(synced);
      expect((await synced.phone.decide(id, await synced.phone.verified(id, number))).status).toBe(200);
    }
  });

  test('C15 of 64 approvals with one answer at once, one counts', async () => {
    const person = await withChecks();
    const { id, number, collect } = await asks(person);
    const decision = await person.phone.verified(id, number);
    injectDelays();
    const answers = await Promise.all(Array.from({ length: 64 }, () => person.phone.decide(id, decision)));
    expect(waited()).toBeGreaterThan(64);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await collect()).status).toBe(200);
    const events = await eventsOf(person.browser.userId);
    expect(events.filter(({ type }) => type === 'push.approved')).toHaveLength(1);
  });

  test('C15 of 64 wrong answers at once, three are looked at', async () => {
    const person = await withChecks();
    const { id, number } = await asks(person);
    const decision = await person.phone.verified(id, number, { flags: { uv: false } });
    injectDelays();
    await Promise.all(Array.from({ length: 64 }, () => person.phone.decide(id, decision)));
    const events = await eventsOf(person.browser.userId);
    expect(events.filter(({ type }) => type === 'challenge.failed')).toHaveLength(3);
    expect(events.filter(({ type }) => type === 'factor.locked')).toHaveLength(1);
  });

  test('its passkey signs in nobody, and is none of the account’s', async () => {
    const person = await withChecks();
    const { passkey } = person.phone;
    const browser = new Browser();
    const { flow, options } = await askAnybody(browser);
    const userHandle = person.browser.userId;
    const credential = await passkey!.answer(options, { userHandle });
    await expectProblem(
      await browser.request('POST', VERIFY_SIGN_IN, { flow, credential }),
      'passkey-unknown',
    );
    const { factors } = await person.browser.call<{ factors: Factor[] }>('GET', '/v1/factors');
    expect(factors.filter(({ method }) => method === 'passkey')).toEqual([]);
  });
});

describe('joining with a passkey', () => {
  test('the page that confirms says that the device will check its owner', async () => {
    const { browser } = await withTwoStep();
    const begin = () =>
      browser.call<{ enrollment: { url: string; device: object | null } }>('POST', '/v1/enrollments', {
        method: 'push',
      });
    const phone = await Phone.make(await SoftwarePasskey.make());
    await phone.join((await begin()).enrollment.url);
    expect((await begin()).enrollment.device).toMatchObject({ name: 'Pixel', verifies: true });
    expect((await stateOf(phone)).verification).toBe(phone.passkey!.id);
  });

  test.each([
    ['passkey-user-not-verified', { flags: { uv: false } }],
    ['passkey-wrong-origin', { clientData: { origin: 'https://evil.example' } }],
    ['passkey-wrong-type', { clientData: { type: 'webauthn.get' } }],
    ['passkey-wrong-service', { rpId: 'evil.example' }],
  ] as const)('one that is wrong joins nothing: %s', async (problem, bend) => {
    const { browser } = await withTwoStep();
    const { enrollment } = await browser.call<{ enrollment: { url: string } }>('POST', '/v1/enrollments', {
      method: 'push',
    });
    const phone = await Phone.make();
    const [home = '', key = ''] = new URL(enrollment.url).hash.slice(1).split('.');
    const text = joinText(config.origin, key, await phone.publicKey());
    const passkey = await SoftwarePasskey.make();
    const join = async (verification: unknown) =>
      browser.request('POST', '/v1/authenticator/devices', await phone.joining(key, { home, verification }));
    await expectProblem(await join(await phone.registration(passkey, text, bend)), problem);
    // Made for another join.
    const another = await phone.registration(passkey, `${text}A`);
    await expectProblem(await join(another), 'passkey-wrong-challenge');
    expect((await join(await phone.registration(passkey, text))).status).toBe(201);
  });
});

describe('beginning and ending it later', () => {
  test('the device’s key begins it, its passkey ends it, and the owner is told of both', async () => {
    const person = await withPhone();
    const { phone, email } = person;
    const passkey = await SoftwarePasskey.make();
    const told = async (subject: RegExp) => (await mailbox(email)).some((mail) => subject.test(mail.subject));
    expect((await phone.switch(true, passkey)).status).toBe(204);
    await expect.poll(() => told(/now checks that it is you/)).toBe(true);
    expect((await pushFactor(person)).verifies).toBe(true);
    phone.passkey = passkey;
    const { id, number } = await asks(person);
    await expectProblem(await phone.decide(id, { decision: 'approve', number }), 'verification-required');

    await expectProblem(
      await phone.switch(false, passkey, { flags: { uv: false } }),
      'passkey-user-not-verified',
    );
    await expectProblem(await phone.switch(false, await SoftwarePasskey.make()), 'passkey-unknown');
    expect((await pushFactor(person)).verifies).toBe(true);
    expect((await phone.switch(false, passkey)).status).toBe(204);
    await expect.poll(() => told(/no longer checks that it is you/)).toBe(true);
    expect((await pushFactor(person)).verifies).toBe(false);
    const types = (await eventsOf(person.browser.userId)).map(({ type }) => type);
    expect(types).toContain('push.verification-on');
    expect(types.at(-1)).toBe('push.verification-off');
    const decided = await phone.decide(id, { decision: 'approve', number });
    expect(await decided.json()).toEqual({ outcome: 'approved' });
  });

  test('no second passkey takes the place of the first', async () => {
    const { phone } = await withChecks();
    await expectProblem(await phone.switch(true, await SoftwarePasskey.make()), 'passkey-exists');
    expect((await stateOf(phone)).verification).toBe(phone.passkey!.id);
  });

  test('of 16 that begin at once, one is it', async () => {
    const person = await withPhone();
    const passkeys = await Promise.all(Array.from({ length: 16 }, () => SoftwarePasskey.make()));
    injectDelays();
    const answers = await Promise.all(passkeys.map((passkey) => person.phone.switch(true, passkey)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const winner = passkeys[answers.findIndex(({ ok }) => ok)]!;
    expect((await stateOf(person.phone)).verification).toBe(winner.id);
  });

  test('C13 an approval that was on its way when it ended is one by the number alone', async () => {
    const person = await withChecks(null);
    const { phone } = person;
    const { id, number, collect } = await asks(person);
    const decision = await phone.verified(id, number, { signature: flipLast });
    const verify = crypto.subtle.verify.bind(crypto.subtle);
    let [looks, held] = [0, true];
    vi.spyOn(crypto.subtle, 'verify').mockImplementation(async (...args) => {
      // The first is the phone's own; the second is its passkey's, which is long in coming.
      if (++looks === 2) await vi.waitUntil(() => !held, { timeout: 30_000, interval: 1 });
      return verify(...args);
    });
    const deciding = phone.decide(id, decision);
    await vi.waitUntil(() => looks === 2, { timeout: 30_000, interval: 1 });
    expect((await phone.switch(false, phone.passkey!)).status).toBe(204);
    held = false;
    expect(await (await deciding).json()).toEqual({ outcome: 'approved' });
    expect(await (await collect()).json()).toMatchObject({ session: { level: 2 } });
  });

  test('C13 an approval that was on its way when it began is refused', async () => {
    const person = await withPhone();
    const { id, number } = await asks(person);
    const passkey = await SoftwarePasskey.make();
    await person.phone.switch(true, passkey);
    await expectProblem(
      await person.phone.decide(id, { decision: 'approve', number }),
      'verification-required',
    );
  });
});
