import { because } from '../../schema/api/reason.ts';
import { DurableObject } from 'cloudflare:workers';
import type { Language } from '../../messages/language.ts';
import type { BeginChallenge } from '../../schema/api/challenge.ts';
import type { BeginEnrollment } from '../../schema/api/enrollment.ts';
import type { ChangeFactor } from '../../schema/api/factor.ts';
import type { AssertionCredential } from '../../schema/api/passkey.ts';
import { now } from '../clock.ts';
import { KEEP_ENDED_MS, PROJECTION_DELAY_MS, RETRY_FIRST_MS, RETRY_MAX_MS } from '../policy/limits.ts';
import type { Result } from '../refused.ts';
import { Refused } from '../refused.ts';
import type { Decide, JoinDevice, Subscription } from '../../schema/api/push.ts';
import { changePassword } from './change-password.ts';
import { collectApproval } from './push/collect-approval.ts';
import type { DeviceCall } from './push/push-devices.ts';
import {
  beginChallenge,
  readChallenge,
  resendChallenge,
  verifyChallenge,
  verifyPasskeyChallenge,
} from './challenges.ts';
import { chooseLanguage } from './choose-language.ts';
import { createAccount } from './create-account.ts';
import {
  abandonEnrollments,
  beginEnrollment,
  confirmEnrollment,
  listEnrollments,
  resendEnrollment,
} from './enrollments.ts';
import { listEvents } from './event-list.ts';
import { changeFactor, listFactors, removeFactor } from './factor-list.ts';
import { deliver, projectChanges, tidy } from './outbox.ts';
import type { PasskeyConfirmation } from './passkey-enrollment.ts';
import { confirmPasskey } from './passkey-enrollment.ts';
import { signInWithPasskey } from './passkey-sign-in.ts';
import { makeRecoveryCodes, recoveryCodesState } from './recovery-codes.ts';
import { confirmPasswordReset, startPasswordReset } from './reset-password.ts';
import { endOtherSessions, endSession, listSessions, signOut } from './session-list.ts';
import type { SessionToken } from './sessions.ts';
import { authenticate, touch } from './sessions.ts';
import { reauthenticate, signIn } from './sign-in.ts';
import type { NewAccount } from './sign-up.ts';
import { confirmSignUp, resendFlow, signUp } from './sign-up.ts';
import type { Call } from './user.ts';
import { User } from './user.ts';
import { sessionView } from './views.ts';

type Token = SessionToken | null;

/**
 * One user: the only writer of all that may happen once. Each method is one request's whole decision, made in
 * the file that it names; here is what they have in common: refusals travel as values, and what was committed
 * gets to the mailbox and to D1 afterwards.
 */
export class UserObject extends DurableObject<Env> {
  readonly #user: User;
  /** Whether this instance set an alarm that has not run yet. */
  #alarmSet = false;
  #delivering = false;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#user = new User(ctx.storage, (reason) => ctx.abort(reason));
  }

  // Sign-up and password reset: flows without a session

  signUp(call: Call, home: string, email: string, password: string) {
    return this.#run(() => signUp(this.#user, call, home, email, password));
  }

  resendFlow(call: Call, challengeId: string, purpose: 'sign-up' | 'password-reset') {
    return this.#run(() => resendFlow(this.#user, call, challengeId, purpose));
  }

  confirmSignUp(call: Call, challengeId: string, code: string) {
    return this.#run(() => confirmSignUp(this.#user, call, challengeId, code));
  }

  createAccount(call: Call, home: string, account: NewAccount, device: string | null) {
    return this.#run(async () => {
      const signedIn = await createAccount(this.#user, call, home, account, device);
      // Committed with the account, before anything waits: a crash leaves the rest to the alarm.
      this.#wake(PROJECTION_DELAY_MS);
      if (await this.#claim()) return signedIn;
      throw new Refused('code-expired', because('account-exists'));
    });
  }

  startPasswordReset(call: Call, home: string, email: string) {
    return this.#run(() => startPasswordReset(this.#user, call, home, email));
  }

  confirmPasswordReset(call: Call, challengeId: string, code: string, newPassword: string) {
    return this.#run(() => confirmPasswordReset(this.#user, call, challengeId, code, newPassword));
  }

  // Sign-in and the session

  signIn(call: Call, home: string, password: string, device: string | null) {
    return this.#run(() => signIn(this.#user, call, home, password, device));
  }

  readSession(token: Token) {
    return this.#run(() => {
      const session = authenticate(this.#user, token, 'half');
      touch(this.#user, session);
      return sessionView(this.#user, session.id);
    });
  }

  reauthenticate(call: Call, token: Token, password: string, device: string | null) {
    return this.#run(() => reauthenticate(this.#user, call, token, password, device));
  }

  signOut(call: Call, token: Token) {
    return this.#run(() => signOut(this.#user, call, token));
  }

  beginChallenge(call: Call, token: Token, wish: BeginChallenge) {
    return this.#run(() => beginChallenge(this.#user, call, token, wish));
  }

  resendChallenge(call: Call, token: Token, id: string) {
    return this.#run(() => resendChallenge(this.#user, call, token, id));
  }

  verifyChallenge(call: Call, token: Token, id: string, code: string, device: string | null) {
    return this.#run(() => verifyChallenge(this.#user, call, token, id, code, device));
  }

  verifyPasskeyChallenge(
    call: Call,
    token: Token,
    id: string,
    credential: AssertionCredential,
    device: string | null,
  ) {
    return this.#run(() => verifyPasskeyChallenge(this.#user, call, token, id, credential, device));
  }

  signInWithPasskey(call: Call, challenge: string, credential: AssertionCredential, device: string | null) {
    return this.#run(() => {
      if (!this.#user.account?.email) throw new Refused('passkey-unknown');
      return signInWithPasskey(this.#user, call, challenge, credential, device);
    });
  }

  // Push: the session that asks, and the devices that are asked

  readChallenge(token: Token, id: string) {
    return this.#run(() => readChallenge(this.#user, token, id));
  }

  collectApproval(call: Call, token: Token, id: string, device: string | null) {
    return this.#run(() => collectApproval(this.#user, call, token, id, device));
  }

  joinDevice(wish: JoinDevice) {
    return this.#run(async () => (await import('./push/join-device.ts')).joinDevice(this.#user, wish));
  }

  deviceState(device: DeviceCall) {
    return this.#run(async () => (await import('./push/join-device.ts')).deviceState(this.#user, device));
  }

  subscribeDevice(device: DeviceCall, subscription: Subscription) {
    return this.#run(async () => {
      const { subscribeDevice } = await import('./push/push-devices.ts');
      return subscribeDevice(this.#user, device, subscription);
    });
  }

  readPush(device: DeviceCall) {
    return this.#run(async () => (await import('./push/decide-push.ts')).readPush(this.#user, device));
  }

  decidePush(call: Call, device: DeviceCall, id: string, wish: Decide) {
    return this.#run(async () => {
      const { decidePush } = await import('./push/decide-push.ts');
      return decidePush(this.#user, call, device, id, wish);
    });
  }

  /** The app's open line: told of pushes at once. The object may sleep meanwhile (hibernation). */
  override async fetch(request: Request): Promise<Response> {
    const opened = await this.#run(async () => {
      const { openSocket } = await import('./push/push-sockets.ts');
      return openSocket(this.#user, this.ctx, request);
    });
    return opened.refused
      ? Response.json(opened.refused, { status: 403 })
      : new Response(null, { status: 101, webSocket: opened.ok! });
  }

  // What protects the account

  listFactors(token: Token) {
    return this.#run(() => listFactors(this.#user, token));
  }

  changeFactor(call: Call, token: Token, id: string, change: ChangeFactor) {
    return this.#run(() => changeFactor(this.#user, call, token, id, change));
  }

  removeFactor(call: Call, token: Token, id: string) {
    return this.#run(() => removeFactor(this.#user, call, token, id));
  }

  listEnrollments(token: Token) {
    return this.#run(() => listEnrollments(this.#user, token));
  }

  beginEnrollment(call: Call, token: Token, wish: BeginEnrollment) {
    return this.#run(() => beginEnrollment(this.#user, call, token, wish));
  }

  resendEnrollment(call: Call, token: Token, id: string) {
    return this.#run(() => resendEnrollment(this.#user, call, token, id));
  }

  confirmPasskey(call: Call, token: Token, confirmation: PasskeyConfirmation) {
    return this.#run(() => confirmPasskey(this.#user, this.env, call, token, confirmation));
  }

  confirmEnrollment(call: Call, token: Token, id: string, code: string) {
    return this.#run(() => confirmEnrollment(this.#user, call, token, id, code));
  }

  abandonEnrollments(token: Token) {
    return this.#run(() => abandonEnrollments(this.#user, token));
  }

  readRecoveryCodes(token: Token) {
    return this.#run(() => recoveryCodesState(this.#user, authenticate(this.#user, token, 'full').id));
  }

  makeRecoveryCodes(call: Call, token: Token) {
    return this.#run(() => makeRecoveryCodes(this.#user, call, token));
  }

  chooseLanguage(token: Token, language: Language) {
    return this.#run(() => chooseLanguage(this.#user, token, language));
  }

  changePassword(call: Call, token: Token, newPassword: string, endOthers: boolean) {
    return this.#run(() => changePassword(this.#user, call, token, newPassword, endOthers));
  }

  // Sessions and activity

  listSessions(token: Token) {
    return this.#run(() => listSessions(this.#user, token));
  }

  endSession(call: Call, token: Token, id: string) {
    return this.#run(() => endSession(this.#user, call, token, id));
  }

  endOtherSessions(call: Call, token: Token) {
    return this.#run(() => endOtherSessions(this.#user, call, token));
  }

  listEvents(token: Token, before: number | undefined) {
    return this.#run(() => listEvents(this.#user, token, before));
  }

  /** Carries on with what is behind the cursors, as often as it takes. */
  override async alarm(): Promise<void> {
    this.#alarmSet = false;
    const { account } = this.#user;
    if (!account) return;
    try {
      if (account.email === null) return await this.#tendStandIn();
      if (!(await this.#claim())) return;
      // A mail provider that is down must not hold up the read model for longer than its deadline.
      const undelivered: unknown = await this.#deliver().then(
        () => null,
        (error: unknown) => error,
      );
      await projectChanges(this.#user, this.env);
      tidy(this.#user);
      if (undelivered) throw undelivered;
      if (account.retries > 0) this.#countRetry(0);
    } catch (error) {
      console.error('outbox', error instanceof Error ? error.message : error);
      this.#countRetry(account.retries + 1);
      this.#wake(Math.min(RETRY_FIRST_MS * 2 ** account.retries, RETRY_MAX_MS));
    }
  }

  async #run<T>(work: () => T | Promise<T>): Promise<Result<T>> {
    try {
      return { ok: await work() };
    } catch (error) {
      if (error instanceof Refused) return { refused: error.refusal };
      throw error;
    } finally {
      this.#afterCommit();
    }
  }

  /** Sees to it that what was committed gets out: mail at once, the rest gathered into one batch. */
  #afterCommit(): void {
    const { account, head } = this.#user;
    if (!account || !head || head.seq <= account.projected_seq) return;
    if (!this.#alarmSet) this.#wake(PROJECTION_DELAY_MS);
    this.#tellDevices();
    if (!this.#user.mailWaits) return;
    this.#user.mailWaits = false;
    // While a mail is being retried its pauses belong to the alarm: what joins the queue does not shorten them.
    if (account.delivery_tries > 0) return;
    this.ctx.waitUntil(this.#deliver().catch(() => this.#wake(RETRY_FIRST_MS)));
  }

  /** A push that is lost on the way is not sent again: whoever waits begins a new one, or opens the app. */
  #tellDevices(): void {
    const changed = this.#user.pushChanged;
    if (!changed) return;
    this.#user.pushChanged = undefined;
    this.ctx.waitUntil(
      (async () => {
        const { tellSockets } = await import('./push/push-sockets.ts');
        await tellSockets(this.#user, this.ctx);
        if (!changed.begun) return;
        const { sendPushes } = await import('./push/send-pushes.ts');
        await sendPushes(this.#user, changed.begun);
      })().catch((error: unknown) => console.error('push', error instanceof Error ? error.message : error)),
    );
  }

  #wake(delay: number): void {
    this.#alarmSet = true;
    void this.ctx.storage.setAlarm(now() + delay);
  }

  #countRetry(retries: number): void {
    this.#user.updateAccount('retries = ?', retries);
  }

  async #deliver(): Promise<void> {
    if (this.#delivering) return;
    this.#delivering = true;
    try {
      await deliver(this.#user, this.env);
    } finally {
      this.#delivering = false;
    }
  }

  /**
   * Makes the address this account's in the directory. An account that came second is dropped: nobody was
   * told of it.
   * @returns whether the account stands
   */
  async #claim(): Promise<boolean> {
    const { home, email, created_at, claimed_at } = this.#user.account!;
    if (claimed_at !== null) return true;
    const { claimAddress } = await import('../directory/directory.ts');
    if (!(await claimAddress(this.env.DB, home, email!, created_at))) {
      await this.#drop();
      return false;
    }
    this.#user.updateAccount('claimed_at = ?', now());
    return true;
  }

  /** A stand-in is dropped after a day without use; its counters have run out by then. */
  async #tendStandIn(): Promise<void> {
    await this.#deliver();
    const last = this.#user.sql.one<{ at: number }>('SELECT at FROM events ORDER BY seq DESC LIMIT 1');
    const idle = now() - (last?.at ?? this.#user.account!.created_at);
    if (idle >= KEEP_ENDED_MS) await this.#drop();
    else this.#wake(KEEP_ENDED_MS - idle + 1);
  }

  async #drop(): Promise<void> {
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
    this.#user.forget();
  }
}
