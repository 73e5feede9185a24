import { now } from '../clock.ts';
import { KEEP_ENDED_MS, PROJECTION_DELAY_MS, RETRY_FIRST_MS, RETRY_MAX_MS } from '../policy/limits.ts';
import { loadOnce } from '../load-once.ts';
import { errorText } from '../error-text.ts';
import { deliver, messagesDue, projectAll, projectChanges, tidy } from './outbox.ts';
import { nextTending, tendRecoveries } from './recovery/tend-recoveries.ts';
import type { User } from './user.ts';

const directory = loadOnce(() => import('../directory/directory.ts'));
const acts = loadOnce(() => import('./administered/tend-acts.ts'));

/**
 * What becomes of a commit: mail leaves at once, the rest is gathered into one batch for D1, and the object's one
 * alarm carries on with what failed, as often as it takes.
 */
export class Afterwards {
  readonly #user: User;
  readonly #ctx: DurableObjectState;
  readonly #env: Env;
  /** When the alarm that this instance set runs; null: it set none that has not run yet. */
  #alarmAt: number | null = null;

  constructor(user: User, ctx: DurableObjectState, env: Env) {
    this.#user = user;
    this.#ctx = ctx;
    this.#env = env;
  }

  /** Sees to it that what was committed gets out; called after every request. */
  committed(): void {
    this.#wakeIfBehind();
    if (this.#user.pushChanged) this.#tellDevices(this.#user.pushChanged.begun);
    if (!this.#user.mailWaits) return;
    this.#user.mailWaits = false;
    this.#ctx.waitUntil(this.#deliverNow());
  }

  /** Carries on with what is behind the cursors. */
  async alarm(): Promise<void> {
    this.#alarmAt = null;
    const { account } = this.#user;
    if (!account) return;
    try {
      if (account.email === null) return await this.#tendStandIn();
      if (!(await this.claim())) return;
      tendRecoveries(this.#user);
      const tended = await this.#tendActs();
      // A provider that is down holds up neither the read model nor, beyond its deadline, the next try.
      await Promise.all([deliver(this.#user, this.#env, true), projectChanges(this.#user, this.#env)]);
      // What the delivery had to record.
      await projectChanges(this.#user, this.#env);
      tidy(this.#user);
      if (!tended) throw new Error('acts are still to be done');
      if (messagesDue(this.#user)) throw new Error('messages are still to be sent');
      if (account.retries > 0) this.#countRetry(0);
      this.#wakeForRecovery();
    } catch (error) {
      console.error('outbox', errorText(error));
      this.#countRetry(account.retries + 1);
      this.#wake(Math.min(RETRY_FIRST_MS * 2 ** account.retries, RETRY_MAX_MS));
    }
  }

  /** @returns whether it could: without D1 it is for the next try, and what is to be sent does not wait for it */
  async #tendActs(): Promise<boolean> {
    if (!this.#user.account!.acts_wait) return true;
    try {
      const { tendActs } = await acts();
      await tendActs(this.#user, this.#env.DB);
      return true;
    } catch (error) {
      console.error('acts', errorText(error));
      return false;
    }
  }

  /** Brings D1 up to date now, for an administrator who looks at this account. @throws Error when D1 refuses */
  async tellAll(): Promise<void> {
    if (this.#user.account?.email && (await this.claim())) await projectAll(this.#user, this.#env);
  }

  /**
   * Makes the address this account's in the directory. An account that came second is dropped: nobody was told of
   * it. The alarm is set before anything waits, with the account's own commit: a crash leaves the rest to it.
   * @returns whether the account stands
   */
  async claim(): Promise<boolean> {
    const { home, email, created_at, claimed_at } = this.#user.account!;
    if (claimed_at !== null) return true;
    this.#wakeIfBehind();
    const { claimAddress } = await directory();
    if (!(await claimAddress(this.#env.DB, home, email!, created_at))) {
      await this.#drop();
      return false;
    }
    this.#user.updateAccount('claimed_at = ?', now());
    return true;
  }

  /** What fails now is for the alarm, which is set: later, and less and less often. */
  async #deliverNow(): Promise<void> {
    await deliver(this.#user, this.#env, false);
    this.#wakeIfBehind();
  }

  /** A push that is lost on the way is not sent again: whoever waits begins a new one, or opens the app. */
  #tellDevices(begun: string | null): void {
    this.#user.pushChanged = undefined;
    this.#ctx.waitUntil(
      (async () => {
        const { tellDevices } = await import('./push/tell-devices.ts');
        await tellDevices(this.#user, this.#ctx, begun);
      })().catch((error: unknown) => console.error('push', errorText(error))),
    );
  }

  #wakeIfBehind(): void {
    const { account, head } = this.#user;
    const behind = account && head && head.seq > account.projected_seq;
    // One that is set for a retry will do, at its own pace; one for what is due in some hours or days will not.
    const soon = this.#alarmAt !== null && this.#alarmAt <= now() + RETRY_MAX_MS;
    if (behind && !soon) this.#wake(PROJECTION_DELAY_MS);
  }

  /** Far off, and after everything else: whatever sets an earlier alarm comes by here again. */
  #wakeForRecovery(): void {
    const at = nextTending(this.#user);
    if (at !== null && this.#alarmAt === null) this.#wake(Math.max(0, at - now()));
  }

  #wake(delay: number): void {
    this.#alarmAt = now() + delay;
    void this.#ctx.storage.setAlarm(this.#alarmAt);
  }

  #countRetry(retries: number): void {
    this.#user.updateAccount('retries = ?', retries);
  }

  /** A stand-in is dropped after a day without use; its counters have run out by then. */
  async #tendStandIn(): Promise<void> {
    await deliver(this.#user, this.#env, true);
    if (messagesDue(this.#user)) throw new Error('messages are still to be sent');
    const last = this.#user.sql.one<{ at: number }>('SELECT at FROM events ORDER BY seq DESC LIMIT 1');
    const idle = now() - (last?.at ?? this.#user.account!.created_at);
    if (idle >= KEEP_ENDED_MS) await this.#drop();
    else this.#wake(KEEP_ENDED_MS - idle + 1);
  }

  async #drop(): Promise<void> {
    await this.#ctx.storage.deleteAlarm();
    await this.#ctx.storage.deleteAll();
    this.#user.forget();
  }
}
