import { afterEach, describe, expect, test, vi } from 'vitest';
import type { EventList } from '../../schema/api/event.ts';
import type { NotMeEvent } from '../../schema/api/recovery.ts';
import type { EventRow } from '../../schema/user-tables.ts';
import { sealFlow } from '../../worker/http/flow-token.ts';
import { openNotMe, sealNotMe } from '../../worker/http/not-me-token.ts';
import { NOT_ME_LINK_MS } from '../../worker/policy/limits.ts';
import type { SessionAnswer } from './answers.ts';
import { Browser } from './client.ts';
import { injectDelays } from './delays.ts';
import { eventsOf, rows } from './look-inside.ts';
import { mailedCode, newestMail } from './mailbox.ts';
import { flipLast } from './passkey-hostile.ts';
import { askAnybody, enroll, signInWith, VERIFY_SIGN_IN, withPasskey } from './passkey-people.ts';
import type { Person } from './people.ts';
import { challenge, passwordStep, signUp, someAddress, withTwoStep } from './people.ts';
import { rememberedBrowser, stageOf } from './remembered-people.ts';
import { SoftwarePasskey } from './software-authenticator/software-passkey.ts';
import { stateOf, tablesOf } from './tables.ts';
import { totpAt } from './totp-at.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const NEW_PASSWORD = 'another-one-for-the-list';
const READ = '/v1/recovery/not-me';
const LOCK = '/v1/recovery/not-me/lock';

/** The token of a notice of the newest event, or of another one. */
async function tokenOf(home: string, event?: EventRow): Promise<string> {
  const { seq, at } = event ?? (await eventsOf(home)).at(-1)!;
  return sealNotMe({ home, seq }, at);
}

/** Presses the button of the page, in a browser that has nothing but the link. */
const lock = (token: string) => new Browser().call<{ state: NotMeEvent['state'] }>('POST', LOCK, { token });

async function locked<P extends Person>(person: P): Promise<P & { token: string }> {
  const token = await tokenOf(person.browser.userId);
  await lock(token);
  return { ...person, token };
}

async function startReset({ email }: Pick<Person, 'email'>) {
  const after = await newestMail(email);
  const { flow } = await new Browser().call<{ flow: string }>('POST', '/v1/recovery/password', { email });
  return { flow, code: await mailedCode(email, after), newPassword: NEW_PASSWORD };
}

const reset = async (person: Pick<Person, 'email'>) =>
  new Browser().call('POST', '/v1/recovery/password/confirm', await startReset(person));

const typesOf = async (home: string) => (await eventsOf(home)).map(({ type }) => type);
const codeOf = async (browser: Browser) => (await browser.refused('GET', '/v1/session')).code;
const signInCode = async ({ email, password }: Pick<Person, 'email' | 'password'>, browser = new Browser()) =>
  (await browser.refused('POST', '/v1/sign-in', { email, password })).code;

describe('the link of a notice', () => {
  test('tells what the notice was about, as often as it is opened, and changes nothing', async () => {
    const { browser, email, password } = await signUp();
    await browser.call('POST', '/v1/session/reauthenticate', { password });
    const token = await tokenOf(browser.userId);
    const before = await stateOf(browser.userId);
    const reader = new Browser();
    for (let i = 0; i < 3; i++) {
      const { event, state } = await reader.call<NotMeEvent>('POST', READ, { token });
      expect(state).toBe('open');
      expect(event).toMatchObject({
        type: 'session.reauthenticated',
        device: 'Firefox on Linux',
        ip: browser.ip,
      });
    }
    expect(await stateOf(browser.userId)).toEqual(before);
    expect([...reader.cookies.keys()]).toEqual([]);
    expect(await stageOf(new Browser(), { email, password })).toBe('full');
  });

  test('works for seven days from the event', async () => {
    const { browser } = await signUp();
    const token = await tokenOf(browser.userId);
    const { at } = (await eventsOf(browser.userId)).at(-1)!;
    vi.useFakeTimers({ toFake: ['Date'], now: at + NOT_ME_LINK_MS - 1 });
    await new Browser().call('POST', READ, { token });
    vi.setSystemTime(at + NOT_ME_LINK_MS);
    for (const path of [READ, LOCK])
      expect((await new Browser().refused('POST', path, { token })).code).toBe('link-expired');
    expect(await typesOf(browser.userId)).not.toContain('account.locked');
  });

  test('that nobody sent is refused, whatever it looks like', async () => {
    const { browser } = await signUp();
    const home = browser.userId;
    const token = await tokenOf(home);
    const half = Math.floor(token.length / 2);
    const altered = token.slice(0, half) + (token[half] === 'A' ? 'B' : 'A') + token.slice(half + 1);
    const ofAnotherKind = await sealFlow({ home, challengeId: '1' });
    const ofNobody = await sealNotMe({ home: 'A'.repeat(22), seq: 1 }, Date.now());
    const ofNoEvent = await sealNotMe({ home, seq: 999 }, Date.now());
    for (const wrong of [
      'x',
      altered,
      token.slice(1),
      ofAnotherKind,
      ofNobody,
      ofNoEvent,
      home,
      '..',
      '🔒',
    ]) {
      for (const path of [READ, LOCK])
        expect((await new Browser().refused('POST', path, { token: wrong })).code, wrong).toBe(
          'link-expired',
        );
    }
    expect(await typesOf(home)).not.toContain('account.locked');
    expect(await openNotMe(token)).toMatchObject({ home });
  });

  test('of an address without account, or of one whose sign-up is under way, is none', async () => {
    const email = someAddress();
    const stranger = new Browser();
    await stranger.refused('POST', '/v1/sign-in', { email, password: 'not a password of it' });
    const { homeOf } = await import('../../worker/directory/home.ts');
    const { env } = await import('cloudflare:workers');
    const token = await sealNotMe({ home: await homeOf(env, email), seq: 1 }, Date.now());
    expect((await stranger.refused('POST', LOCK, { token })).code).toBe('link-expired');
  });
});

describe('a locked account', () => {
  test('has no session, no device, no open challenge and nothing pending, and all its factors', async () => {
    const person = await withTwoStep();
    const { browser } = person;
    await browser.call('POST', '/v1/enrollments', { method: 'email', address: someAddress() });
    await browser.call('POST', '/v1/enrollments', { method: 'totp' });
    const remembered = await rememberedBrowser(person);
    const half = await passwordStep(person);
    await challenge(half, 'recovery-code');
    const factors = (await tablesOf(browser.userId)).factors;

    await locked(person);
    for (const one of [browser, remembered, half]) expect(await codeOf(one)).toBe('not-signed-in');
    const tables = await tablesOf(browser.userId);
    expect(tables.remembered_devices).toEqual([]);
    expect(tables.devices).toEqual([]);
    expect(tables.sessions!.filter(({ ended_at }) => ended_at === null)).toEqual([]);
    expect(tables.challenges!.filter(({ closed_at }) => closed_at === null)).toEqual([]);
    expect(tables.challenges!.filter(({ sealed }) => sealed !== null)).toEqual([]);
    expect(tables.factors).toEqual(factors);
    expect(await typesOf(browser.userId)).toContain('device.forgotten');
  });

  test('F9 A7 refuses the right password as it refuses a wrong one, counts it as it counts one', async () => {
    const person = await locked(await signUp());
    const known = person.browser;
    const one = await known.refused('POST', '/v1/sign-in', {
      email: person.email,
      password: person.password,
    });
    const other = await new Browser().refused('POST', '/v1/sign-in', {
      email: someAddress(),
      password: person.password,
    });
    expect({ ...one, instance: '' }).toEqual({ ...other, instance: '' });
    const codes = [];
    for (let i = 0; i < 4; i++) codes.push(await signInCode(person));
    expect(codes).toEqual([...Array<string>(3).fill('wrong-credentials'), 'too-many-tries']);
    expect((await typesOf(known.userId)).filter((type) => type === 'sign-in.failed')).toHaveLength(5);
  });

  test('F9 answers sign-up and recovery as it always did', async () => {
    const one = await locked(await signUp());
    const other = await signUp();
    const shape = async (path: string, body: object) => {
      const response = await new Browser().request('POST', path, body);
      return { status: response.status, keys: Object.keys((await response.json()) as object) };
    };
    const ask = ({ email }: Person) =>
      Promise.all([
        shape('/v1/recovery/password', { email }),
        shape('/v1/accounts', { email, password: NEW_PASSWORD }),
      ]);
    expect(await ask(one)).toEqual(await ask(other));
  });

  test('refuses its passkeys, and says why only to who was checked by one', async () => {
    const person = await withPasskey();
    await locked(person);
    const stranger = new Browser();
    const asked = await askAnybody(stranger);
    const forged = await person.passkey.answer(asked.options, { signature: flipLast });
    const body = { flow: asked.flow, credential: forged };
    expect((await stranger.refused('POST', VERIFY_SIGN_IN, body)).code).toBe('passkey-bad-signature');
    const owner = new Browser();
    const { flow, options } = await askAnybody(owner);
    const credential = await person.passkey.answer(options);
    expect((await owner.refused('POST', VERIFY_SIGN_IN, { flow, credential })).code).toBe('account-locked');
    expect(owner.cookies.has('__Host-session')).toBe(false);

    await reset(person);
    expect((await signInWith(person.passkey)).session).toMatchObject({ stage: 'full', level: 3 });
  });

  test('is opened by a password reset, which still asks for the second step', async () => {
    const person = await locked(await withTwoStep());
    await reset(person);
    expect(await signInCode(person)).toBe('wrong-credentials');
    const browser = new Browser();
    const signedIn = await browser.call<SessionAnswer>('POST', '/v1/sign-in', {
      email: person.email,
      password: NEW_PASSWORD,
    });
    expect(signedIn.session.stage).toBe('second-factor');
    const id = await challenge(browser, 'totp');
    await browser.call('POST', `/v1/challenges/${id}/verify`, { code: totpAt(person.secret) });
    const types = await typesOf(browser.userId);
    expect(types.filter((type) => type.startsWith('account.'))).toEqual([
      'account.created',
      'account.locked',
      'account.unlocked',
    ]);
  });

  test('is followed by a review of the activity, which is due until its owner says that he looked', async () => {
    const person = await locked(await signUp());
    const { browser } = person;
    await reset(person);
    await browser.call('POST', '/v1/sign-in', { email: person.email, password: NEW_PASSWORD });
    const due = async () => (await browser.call<EventList>('GET', '/v1/events')).reviewDue;
    expect(await due()).toBe(true);
    expect(await due(), 'reading says nothing').toBe(true);
    await Promise.all(Array.from({ length: 8 }, () => browser.call('POST', '/v1/account/reviewed')));
    expect(await due()).toBe(false);
    const types = await typesOf(browser.userId);
    expect(types.filter((type) => type === 'activity.reviewed')).toHaveLength(1);

    // Each lock asks for one of its own.
    await lock(await tokenOf(browser.userId));
    await reset(person);
    await browser.call('POST', '/v1/sign-in', { email: person.email, password: NEW_PASSWORD });
    expect(await due()).toBe(true);
  });

  test('is opened by a reset whose code was mailed before it was locked', async () => {
    const person = await signUp();
    const under = await startReset(person);
    await locked(person);
    await new Browser().call('POST', '/v1/recovery/password/confirm', under);
    expect(await stageOf(new Browser(), { ...person, password: NEW_PASSWORD })).toBe('full');
  });

  test('is locked once, however often the button is pressed', async () => {
    const person = await signUp();
    const token = await tokenOf(person.browser.userId);
    injectDelays();
    const states = await Promise.all(Array.from({ length: 64 }, () => lock(token)));
    vi.restoreAllMocks();
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['locked']));
    const types = await typesOf(person.browser.userId);
    expect(types.filter((type) => type === 'account.locked')).toHaveLength(1);
  });

  test('is not locked again by a link from before its owner came back; by a newer one it is', async () => {
    const person = await locked(await signUp());
    const { userId } = person.browser;
    await reset(person);
    expect(await lock(person.token)).toEqual({ state: 'settled' });
    const { state } = await new Browser().call<NotMeEvent>('POST', READ, { token: person.token });
    expect(state).toBe('settled');
    expect(await stageOf(new Browser(), { ...person, password: NEW_PASSWORD })).toBe('full');
    const byMail = (await eventsOf(userId)).find(({ type }) => type === 'password.reset')!;
    expect(await lock(await tokenOf(userId, byMail))).toEqual({ state: 'locked' });
  });
});

describe('a lock and something else at once: nothing that was opened outlives it', () => {
  const ROUNDS = Array.from({ length: 8 }, (_, i) => i);
  const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.random() * ms));

  test.each(ROUNDS)('a sign-in with the password (%i)', async () => {
    const person = await signUp();
    const token = await tokenOf(person.browser.userId);
    const other = new Browser();
    injectDelays();
    const { email, password } = person;
    const [answer] = await Promise.all([
      soon(30).then(() => other.request('POST', '/v1/sign-in', { email, password })),
      soon(60).then(() => lock(token)),
    ]);
    vi.restoreAllMocks();
    expect([200, 401]).toContain(answer.status);
    expect(await codeOf(other)).toBe('not-signed-in');
    expect(await live(person.browser.userId)).toEqual([]);
  });

  test.each(ROUNDS)('a sign-in with a passkey, or its enrollment (%i)', async (round) => {
    const person = await withPasskey();
    const home = person.browser.userId;
    const token = await tokenOf(home);
    const other = new Browser();
    const { flow, options } = await askAnybody(other);
    const credential = await person.passkey.answer(options);
    const another = await SoftwarePasskey.make();
    injectDelays();
    const enrolling = (): Promise<unknown> => enroll(person.browser, another).catch(() => null);
    const signingIn = (): Promise<unknown> => other.request('POST', VERIFY_SIGN_IN, { flow, credential });
    await Promise.all([
      soon(20).then(round % 2 === 0 ? signingIn : enrolling),
      soon(40).then(() => lock(token)),
    ]);
    vi.restoreAllMocks();
    expect(await live(home)).toEqual([]);
    expect(await codeOf(other)).toBe('not-signed-in');
    expect(await codeOf(person.browser)).toBe('not-signed-in');
  });

  const live = (home: string) => rows(home, 'SELECT id FROM sessions WHERE ended_at IS NULL');
});
