import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FactorList } from '../../schema/api/factor.ts';
import type { GroupPage } from '../../schema/api/group.ts';
import type { Foreseen, Policy } from '../../schema/api/policy.ts';
import type { Session } from '../../schema/api/session.ts';
import { HOUR, MINUTE, SECOND } from '../../worker/clock.ts';
import { Browser } from './client.ts';
import { rows } from './look-inside.ts';
import { askAnybody, askForPasskey, beginPasskey, VERIFY_SIGN_IN, withPasskey } from './passkey-people.ts';
import type { Person } from './people.ts';
import { passwordStep, signUp, someAddress, withTwoStep } from './people.ts';
import { AT_ONCE, groupOf, OPTIONAL, someEditor, untouched, writePolicy } from './policies.ts';
import { asks, withPhone } from './pushes.ts';
import { remembering, stageOf } from './remembered-people.ts';
import { SoftwarePasskey } from './software-authenticator/software-passkey.ts';

beforeEach(async () => {
  await someEditor();
  await writePolicy({});
});

afterEach(() => vi.useRealTimers());

const later = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
const sessionOf = async (browser: Browser) =>
  (await browser.call<{ session: Session }>('GET', '/v1/session')).session;
const methodsOf = async (browser: Browser) => (await sessionOf(browser)).options.map(({ method }) => method);
const signIn = ({ email, password }: Pick<Person, 'email' | 'password'>, browser = new Browser()) =>
  browser.request('POST', '/v1/sign-in', { email, password });

/** A condition on the network of one browser. */
const at = (
  browser: Browser,
  effect: Policy['conditions'][number]['effect'],
  changes: Partial<Policy['conditions'][number]> = {},
): Policy['conditions'] => [
  {
    name: 'There',
    groups: [],
    networks: [`${browser.ip}/32`],
    countries: [],
    where: 'inside',
    effect,
    ...changes,
  },
];

describe('methods', () => {
  test('stand in policy’s order, and one that is not allowed is neither offered, answered nor set up', async () => {
    const person = await withTwoStep();
    const { passkey } = await withPasskey({}, person);
    await writePolicy({ methods: ['totp', 'passkey'] });
    expect(await methodsOf(await passwordStep(person))).toEqual(['totp', 'passkey', 'recovery-code']);

    await writePolicy({ methods: ['totp'] });
    const browser = await passwordStep(person);
    expect(await methodsOf(browser)).toEqual(['totp', 'recovery-code']);
    const begin = { purpose: 'sign-in', method: 'passkey' };
    expect((await browser.refused('POST', '/v1/challenges', begin)).code).toBe('method-not-available');
    const enroll = await person.browser.refused('POST', '/v1/enrollments', { method: 'passkey' });
    expect(enroll.code).toBe('method-not-available');
    const { offered } = await person.browser.call<FactorList>('GET', '/v1/factors');
    expect(offered).toEqual(['totp']);

    const alone = new Browser();
    const { flow, options: any } = await askAnybody(alone);
    const credential = await passkey.answer(any);
    const refused = await alone.refused('POST', VERIFY_SIGN_IN, { flow, credential });
    expect(refused.code).toBe('method-not-available');
  });

  test('one that is all that its owner has, and is not allowed any more, gets him to set up another', async () => {
    const person = await withPasskey();
    await writePolicy({ methods: ['totp'] });
    const browser = await passwordStep(person);
    expect(await methodsOf(browser)).toContain('passkey');
    const { path, options } = await askForPasskey(browser);
    await browser.call('POST', path, { credential: await person.passkey.answer(options) });
    expect((await sessionOf(browser)).stage).toBe('enrollment');
    expect((await browser.refused('GET', '/v1/events')).code).toBe('enrollment-required');
    await browser.call('POST', '/v1/enrollments', { method: 'totp' });
  });

  test('what may not help somebody back in is not set up for it', async () => {
    const { browser } = await signUp();
    await writePolicy({ recovery: [] });
    const wish = { method: 'email', address: someAddress() };
    expect((await browser.refused('POST', '/v1/enrollments', wish)).code).toBe('method-not-available');
  });

  test('a passkey that may be copied is refused where policy wants it on one device', async () => {
    const { browser } = await signUp();
    await writePolicy({ passkeys: { ...untouched().passkeys, requireDeviceBound: true } });
    await browser.call('POST', '/v1/recovery-codes');
    const { path, options } = await beginPasskey(browser);
    const passkey = await SoftwarePasskey.make({ flags: { be: true } });
    const { code } = await browser.refused('POST', path, { credential: await passkey.register(options) });
    expect(code).toBe('passkey-not-allowed');
  });
});

describe('figures', () => {
  test('C13 the number of a push has as many digits as policy says', async () => {
    const person = await withPhone();
    await writePolicy({ pushDigits: 6 });
    expect((await asks(person)).number).toMatch(/^\d{6}$/);
  });

  test('G7 a session ends by the policy of now: without use, and in any case', async () => {
    const [one, two] = [await signUp(), await signUp()];
    await writePolicy({ session: { idleMinutes: 5, absoluteHours: 1 } });
    const { createdAt, expiresAt } = await sessionOf(two.browser);
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(HOUR);
    for (let minutes = 0; minutes < 56; minutes += 4) {
      later(4 * MINUTE);
      await sessionOf(two.browser);
    }
    expect((await one.browser.refused('GET', '/v1/session')).code).toBe('not-signed-in');
    later(4 * MINUTE);
    expect((await two.browser.refused('GET', '/v1/session')).code).toBe('not-signed-in');
  });

  test('G10 a change asks for a proof as fresh as policy says', async () => {
    const { browser } = await signUp();
    await writePolicy({ reauthenticationMinutes: 1 });
    later(MINUTE + SECOND);
    const { code } = await browser.refused('POST', '/v1/enrollments', { method: 'totp' });
    expect(code).toBe('reauthentication-required');
  });

  test('F1 a lock comes after the tries that policy gives, for as long, whether there is an account or not', async () => {
    const { email } = await signUp();
    await writePolicy({ lockout: { tries: 3, lockMinutes: 10 } });
    for (const address of [email, someAddress()]) {
      const codes = [];
      let retryAt = '';
      for (let i = 0; i < 3; i++) {
        const body = { email: address, password: 'wrong-password-of-somebody' };
        const refused = await new Browser().refused('POST', '/v1/sign-in', body);
        codes.push(refused.code);
        retryAt = refused.retryAt ?? '';
      }
      expect(codes).toEqual(['wrong-credentials', 'wrong-credentials', 'too-many-tries']);
      expect(Date.parse(retryAt) - Date.now()).toBeGreaterThan(9 * MINUTE);
    }
  });

  test('a remembered device is asked again once policy lets none be', async () => {
    const person = await remembering();
    await writePolicy({ rememberDeviceDays: 0 });
    expect(await stageOf(person.remembered, person)).toBe('second-factor');
    expect((await sessionOf(person.remembered)).rememberDeviceDays).toBe(0);
  });
});

describe('conditions', () => {
  test('refuse a sign-in from there, told only to who knows the password', async () => {
    const person = await signUp();
    const there = new Browser();
    await writePolicy({ conditions: at(there, 'refuse') });
    const wrong = { email: person.email, password: 'wrong-password-of-somebody' };
    expect((await there.refused('POST', '/v1/sign-in', wrong)).code).toBe('wrong-credentials');
    const right = { email: person.email, password: person.password };
    expect((await there.refused('POST', '/v1/sign-in', right)).code).toBe('not-from-here');
    expect(there.cookies.has('__Host-session')).toBe(false);
    expect((await signIn(person)).status).toBe(200);
  });

  test('H9 refuse a passkey from there, too', async () => {
    const { passkey } = await withPasskey();
    const there = new Browser();
    await writePolicy({ conditions: at(there, 'refuse') });
    const { flow, options } = await askAnybody(there);
    const credential = await passkey.answer(options);
    const { code } = await there.refused('POST', VERIFY_SIGN_IN, { flow, credential });
    expect(code).toBe('not-from-here');
  });

  test('require a second step of who has none, there and nowhere else, and of a group only', async () => {
    const [person, other] = [await signUp(), await signUp()];
    const there = new Browser();
    const group = await groupOf(person.email);
    await writePolicy({ conditions: at(there, 'require', { groups: [group] }) });
    expect(await stageOf(there, person)).toBe('enrollment');
    await there.call('POST', '/v1/session/reauthenticate', { password: person.password });
    expect((await sessionOf(there)).stage).toBe('enrollment');
    expect(await stageOf(new Browser(), person)).toBe('full');
    expect(await stageOf(there, other)).toBe('full');
  });

  test('ask each time though remembered; elsewhere the device is remembered as before', async () => {
    const person = await remembering();
    await writePolicy({ conditions: at(person.remembered, 'ask') });
    expect(await stageOf(person.remembered, person)).toBe('second-factor');
    await writePolicy({ conditions: at(person.remembered, 'ask', { where: 'outside' }) });
    expect(await stageOf(person.remembered, person)).toBe('full');
  });
});

describe('what if', () => {
  test('foresees what a sign-in then comes to, under each policy', async () => {
    const [without, withIt] = [await signUp(), await withTwoStep()];
    const there = new Browser();
    const group = await groupOf(without.email, withIt.email);
    const { browser } = await someEditor();
    const policies: Partial<Policy>[] = [
      { groups: [{ group, ...OPTIONAL }] },
      { groups: [{ group, ...AT_ONCE }] },
      { groups: [{ group, rule: 'required', due: null, skips: 5 }] },
      { groups: [{ group, rule: 'required', due: '2999-01-01T00:00:00.000Z', skips: 0 }] },
      { conditions: at(there, 'refuse', { groups: [group] }) },
      { conditions: at(there, 'require', { groups: [group] }) },
    ];
    for (const changes of policies) {
      const policy = { ...untouched(), ...changes };
      const foreseen = [];
      for (const { email } of [without, withIt]) {
        const asked = { policy, email, ip: there.ip };
        foreseen.push(await browser.call<Foreseen>('POST', '/v1/admin/policy/what-if', asked));
      }
      await writePolicy(changes);
      for (const [i, person] of [without, withIt].entries()) {
        const response = await signIn(person, there);
        const { session } = (await response.json()) as { session?: Session };
        expect(foreseen[i]!.outcome, JSON.stringify(changes)).toBe(session?.stage ?? 'refused');
        if (session?.stage === 'second-factor')
          expect(foreseen[i]!.methods).toEqual(session.options.map(({ method }) => method));
      }
    }
  });

  test('names the group and the condition that say so, and changes nothing', async () => {
    const person = await signUp();
    const group = await groupOf(person.email);
    const { browser } = await someEditor();
    const policy = { ...untouched(), groups: [{ group, rule: 'required' as const, due: null, skips: 2 }] };
    const ask = () =>
      browser.call<Foreseen>('POST', '/v1/admin/policy/what-if', { policy, email: person.email });
    const [first, second] = [await ask(), await ask()];
    expect(first).toEqual(second);
    expect(first.reasons).toEqual([
      { reason: 'skips-left', group, condition: null, due: null, skipsLeft: 2 },
    ]);
  });
});

describe('groups', () => {
  test('have one name each, whatever its case; are renamed, and deleted where the policy does not speak of them', async () => {
    const { browser } = await someEditor();
    const name = `Équipe ${crypto.randomUUID()}`;
    const reason = 'For a test';
    const { groups } = await browser.call<{ groups: { id: string; name: string }[] }>(
      'POST',
      '/v1/admin/groups',
      {
        name,
        reason,
      },
    );
    const { id } = groups.find((group) => group.name === name)!;
    const again = await browser.refused('POST', '/v1/admin/groups', { name: name.toUpperCase(), reason });
    expect(again.code).toBe('group-exists');
    const renamed = await browser.call<GroupPage>('PATCH', `/v1/admin/groups/${id}`, {
      name: `${name} 2`,
      reason,
    });
    expect(renamed.group.name).toBe(`${name} 2`);
    await writePolicy({ groups: [{ group: id, ...AT_ONCE }] });
    expect((await browser.refused('POST', `/v1/admin/groups/${id}/delete`, { reason })).code).toBe(
      'group-in-use',
    );
    await writePolicy({});
    await browser.call('POST', `/v1/admin/groups/${id}/delete`, { reason });
    expect((await browser.refused('GET', `/v1/admin/groups/${id}`)).code).toBe('not-found');
  });

  test('who is taken out of one is judged without it from his next request on', async () => {
    const person = await signUp();
    const group = await groupOf(person.email);
    await writePolicy({ groups: [{ group, ...AT_ONCE }] });
    expect((await sessionOf(person.browser)).stage).toBe('enrollment');
    const { browser } = await someEditor();
    const body = { userId: person.browser.userId, reason: 'Left the team' };
    const page = await browser.call<GroupPage>('POST', `/v1/admin/groups/${group}/members/remove`, body);
    expect(page.members).toEqual([]);
    expect((await sessionOf(person.browser)).stage).toBe('full');
  });

  test('who was taken out of one, and could not be told, is told when it is tried again', async () => {
    const person = await signUp();
    const { userId } = person.browser;
    const group = await groupOf(person.email);
    await env.DB.prepare('DELETE FROM group_members WHERE user_id = ?').bind(userId).run();
    const { browser } = await someEditor();
    const body = { userId, reason: 'Left the team' };
    const again = await browser.refused('POST', `/v1/admin/groups/${group}/members/remove`, body);
    expect(again.code).toBe('not-found');
    expect(await rows(userId, 'SELECT groups FROM account')).toEqual([{ groups: '[]' }]);
  });
});
