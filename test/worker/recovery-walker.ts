import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import type { Session } from '../../schema/api/session.ts';
import { DAY, MINUTE } from '../../worker/clock.ts';
import { config } from '../../worker/config.ts';
import { mailedCode, mailedResetCode } from '../../worker/factors/mailed-code.ts';
import { openFlow } from '../../worker/http/flow-token.ts';
import { sealCancel } from '../../worker/http/cancel-token.ts';
import { unwrap } from '../../worker/refused.ts';
import type { Act } from '../../worker/user/administered/administer.ts';
import { recipientOf, type Recipient } from '../../worker/user/sending/recipient.ts';
import { Browser } from './client.ts';
import { userStub } from './look-inside.ts';
import { PASSWORD, type TwoStepPerson } from './people.ts';
import { NEW_PASSWORD } from './recovering.ts';
import type { Step } from './recovery-model.ts';
import type { Tables } from './tables.ts';
import { totpAt } from './totp-at.ts';
import { restore, settled } from './whole-state.ts';

/** Where somebody is on his path: everything there is, on both sides, so that another path can go on from here. */
export interface Place {
  tables: Tables;
  cookies: [string, string][];
  now: number;
  password: string;
  /** Of the second step that the account has. */
  secret: string;
  codes: string[];
  /** The newest temporary access pass. */
  pass: string;
}

/** Steps by which a code is sent. */
const SENDS = new Set<Step>(['reset', 'prove by mail']);

/** Past the 30 seconds that a code of an app lives, so that each one is new. */
const A_STEP_MS = 31_000;

/** Somebody in one browser, who can do anything: he has both mailboxes, the password, the app and the codes. */
export class Walker {
  readonly userId: string;
  readonly #email: string;
  readonly #counts: Recipient[];
  #browser = new Browser();
  /** The tables as they were read last. */
  #stands = '';
  #place: Omit<Place, 'tables' | 'cookies'>;

  readonly #factors: Record<'other' | 'own', string>;

  /** @param factors the recovery addresses: at another mailbox, and at that of the sign-in */
  constructor(
    { email, browser, secret, recoveryCodes }: TwoStepPerson,
    address: string,
    factors: Record<'other' | 'own', string>,
  ) {
    this.#factors = factors;
    this.#counts = [
      recipientOf('email', email, 'open'),
      recipientOf('email', email),
      recipientOf('email', address),
    ];
    this.userId = browser.userId;
    this.#email = email;
    this.#place = { now: Date.now(), password: PASSWORD, secret, codes: recoveryCodes, pass: '0000-0000' };
  }

  async place(): Promise<Place> {
    const tables = await settled(this.userId);
    this.#stands = JSON.stringify(tables);
    return {
      ...this.#place,
      tables,
      cookies: [...this.#browser.cookies],
      codes: [...this.#place.codes],
    };
  }

  async goTo({ tables, cookies, ...place }: Place): Promise<void> {
    // A step that was refused has left nothing to undo.
    if (JSON.stringify(tables) !== this.#stands) await restore(this.userId, tables);
    this.#browser = new Browser();
    for (const [name, value] of cookies) this.#browser.cookies.set(name, value);
    this.#place = { ...place, codes: [...place.codes] };
    this.#clock(0);
  }

  /** What was sent on another path is not counted on this one. */
  async #forgetSends(): Promise<void> {
    for (const { method, lane, destination } of this.#counts) {
      const id = env.SEND_LIMITS.idFromName(`${method}/${lane}/destination/${destination}`);
      await runInDurableObject(env.SEND_LIMITS.get(id), (_, { storage }) => storage.deleteAll());
    }
  }

  /** Takes a step. @returns whether anything but a refusal came of it */
  async take(step: Step): Promise<boolean> {
    this.#clock(A_STEP_MS);
    if (SENDS.has(step)) await this.#forgetSends();
    const response = await this.#steps[step]();
    if (response.ok || response.status < 500) return response.ok;
    throw new Error(`${step}: ${response.status} ${await response.text()}`);
  }

  /** Who the service says that this browser is. */
  async session(): Promise<Session | null> {
    const response = await this.#browser.request('GET', '/v1/session');
    if (!response.ok) return null;
    return ((await response.json()) as { session: Session }).session;
  }

  #clock(ms: number): void {
    this.#place.now += ms;
    vi.useFakeTimers({ toFake: ['Date'], now: this.#place.now });
  }

  /** A challenge, and its answer. */
  async #answer(at: string, wish: object, code: (id: string) => string): Promise<Response> {
    const begun = await this.#browser.request('POST', at, wish);
    if (!begun.ok) return begun;
    const { challenge } = (await begun.json()) as { challenge: { id: string } };
    return this.#browser.request('POST', `${at}/${challenge.id}/verify`, { code: code(challenge.id) });
  }

  #proveByMail(factorId: string): Promise<Response> {
    const wish = { method: 'email', factorId };
    return this.#answer('/v1/recovery/challenges', wish, (id) => mailedCode(config.keyRing, id));
  }

  async #wait(ms: number): Promise<Response> {
    // A little over, so that what was begun on the way is due as well.
    this.#clock(ms + 10 * MINUTE);
    await runDurableObjectAlarm(userStub(this.userId));
    return new Response();
  }

  readonly #steps: Record<Step, () => Promise<Response>> = {
    password: () => {
      const body = { email: this.#email, password: this.#place.password };
      return this.#browser.request('POST', '/v1/sign-in', body);
    },
    totp: () =>
      this.#answer('/v1/challenges', { purpose: 'sign-in', method: 'totp' }, () =>
        totpAt(this.#place.secret),
      ),
    'recovery code': () =>
      this.#answer('/v1/challenges', { purpose: 'sign-in', method: 'recovery-code' }, () =>
        this.#place.codes.shift()!,
      ),
    'prove by mail': () => this.#proveByMail(this.#factors.other),
    'prove by own mailbox': () => this.#proveByMail(this.#factors.own),
    'prove by code': () =>
      this.#answer('/v1/recovery/challenges', { method: 'recovery-code' }, () => this.#place.codes.shift()!),
    'set up anew': () => this.#setUp(),
    reset: () => this.#reset(),
    'wait a day': () => this.#wait(DAY),
    'wait three days': () => this.#wait(3 * DAY),
    'cancel by link': () => this.#cancel(),
    'stop in session': () => this.#browser.request('DELETE', '/v1/recovery/account'),
    'ask for help': () =>
      new Browser().request('POST', '/v1/recovery/help', { email: this.#email, words: '' }),
    'issue a pass': () => this.#administer({ type: 'issue-pass', hours: 24, uses: 1 }),
    'use the pass': () => this.#browser.request('POST', '/v1/recovery/pass', { code: this.#place.pass }),
    'administrator resets': () => this.#administer({ type: 'reset' }),
    'sign out': () => this.#browser.request('DELETE', '/v1/session'),
  };

  /** The wizard of a recovery, all the way; the first thing that is refused is the answer. */
  async #setUp(): Promise<Response> {
    const chosen = await this.#browser.request('GET', '/v1/recovery/account');
    if (!chosen.ok) return chosen;
    const made = await this.#browser.request('POST', '/v1/recovery-codes');
    const { codes } = (await made.json()) as { codes: string[] };
    const begun = await this.#browser.request('POST', '/v1/enrollments', { method: 'totp', name: 'New' });
    const { enrollment } = (await begun.json()) as { enrollment: { id: string; secret: string } };
    const confirmed = await this.#browser.request('POST', `/v1/enrollments/${enrollment.id}/confirm`, {
      code: totpAt(enrollment.secret),
    });
    if (confirmed.ok) Object.assign(this.#place, { secret: enrollment.secret, codes });
    return confirmed;
  }

  async #reset(): Promise<Response> {
    const begun = await new Browser().request('POST', '/v1/recovery/password', { email: this.#email });
    const { flow } = (await begun.json()) as { flow: string };
    const { challengeId } = await openFlow(flow);
    const code = mailedResetCode(config.keyRing, challengeId);
    this.#place.password = NEW_PASSWORD;
    const body = { flow, code, newPassword: NEW_PASSWORD };
    return new Browser().request('POST', '/v1/recovery/password/confirm', body);
  }

  /** As an administrator's route does, once it has let him: roles.test.ts and administered-acts.test.ts hold that. */
  async #administer(act: Act): Promise<Response> {
    const actor = { id: 'an-administrator', role: 'admin' as const, reason: 'Called back' };
    const call = { ip: null, userAgent: '', place: null, language: null, requestId: crypto.randomUUID() };
    const { pass } = unwrap(await userStub(this.userId).administer(call, actor, act));
    if (pass) this.#place.pass = pass.code;
    return new Response();
  }

  /** Opens the newest mail with a link to cancel. */
  async #cancel(): Promise<Response> {
    const { recoveries } = await settled(this.userId);
    const [newest] = recoveries!.toSorted((a, b) => Number(b.requested_at) - Number(a.requested_at));
    if (!newest) return new Response(null, { status: 404 });
    const open = recoveries!.find(({ ended_at }) => ended_at === null) ?? newest;
    const token = await sealCancel({ home: this.userId, id: String(open.id) });
    return new Browser().request('POST', '/v1/recovery/cancel', { token });
  }
}
