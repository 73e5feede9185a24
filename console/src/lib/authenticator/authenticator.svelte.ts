import type { PushOutcome } from '#schema/api/challenge.ts';
import type { Decide, DeviceState, PushRequest } from '#schema/api/push.ts';
import { isRefused } from '#lib/passkeys/is-refused.ts';
import { ProblemError } from '#lib/problem-error.ts';
import { askAsDevice } from './ask-as-device.ts';
import { deviceNow } from './device-clock.ts';
import type { Activity, HeldAccount } from './held-account.ts';
import { join, type Invitation } from './join.ts';
import { LiveLine } from './live-line.ts';
import { permission, subscribe, type Reach } from './reach.ts';
import { serviceWorker } from './service-worker.ts';
import { approvalText, switchText } from './signed-text.ts';
import { store } from './store.ts';
import { checkOwner, forgetVerification, makeVerification } from './verification.ts';

const LOOK_MS = 2_000;
/** What the service may change about an account. */
const KNOWN = ['email', 'service', 'name', 'verification'] as const;

/** Chromium's own, in no standard yet. */
type InstallEvent = Event & { prompt: () => Promise<unknown> };

export interface Asked {
  account: HeldAccount;
  request: PushRequest;
}

/** This device as an authenticator: its accounts, what waits for a decision, and how it is reached. */
class Authenticator {
  phase = $state<'starting' | 'ready' | 'without-storage'>('starting');
  accounts = $state.raw<HeldAccount[]>([]);
  activity = $state.raw<Activity[]>([]);
  reach = $state<Reach>('off');
  #requests = $state.raw<ReadonlyMap<string, PushRequest>>(new Map());
  #connected = $state.raw<ReadonlySet<string>>(new Set());
  #installation = $state.raw<InstallEvent | null>(null);
  readonly #lines = new Map<string, LiveLine>();

  /** Whether the browser would install it as an app. */
  readonly installable = $derived.by(() => this.#installation !== null);

  /** What the person is asked now. */
  readonly asked = $derived.by((): Asked | null => {
    for (const account of this.accounts) {
      const request = this.#requests.get(account.device);
      if (request) return { account, request };
    }
    return null;
  });

  /** Whether it can still be answered, as far as this device knows. */
  isLive({ account, request }: Asked): boolean {
    return this.#requests.get(account.device)?.id === request.id;
  }

  /** Requests appear at once, for every account. */
  readonly connected = $derived(
    this.accounts.every(({ state, device }) => state !== 'active' || this.#connected.has(device)),
  );

  /** @returns what ends it */
  start(): () => void {
    void this.#begin();
    const renew = () => {
      if (document.visibilityState !== 'visible') return;
      for (const line of this.#lines.values()) line.renew();
    };
    const offer = (event: Event) => {
      // Offered on the page, and not by a bar over it.
      event.preventDefault();
      this.#installation = event as InstallEvent;
    };
    const looking = setInterval(() => void this.#lookAtWaiting(), LOOK_MS);
    document.addEventListener('visibilitychange', renew);
    addEventListener('online', renew);
    addEventListener('beforeinstallprompt', offer);
    return () => {
      clearInterval(looking);
      document.removeEventListener('visibilitychange', renew);
      removeEventListener('online', renew);
      removeEventListener('beforeinstallprompt', offer);
      this.#connected = new Set();
      for (const line of this.#lines.values()) line.end();
      this.#lines.clear();
    };
  }

  async #begin(): Promise<void> {
    this.reach = permission();
    if ('serviceWorker' in navigator) void serviceWorker().catch(() => null);
    try {
      [this.accounts, this.activity] = await Promise.all([store.accounts(), store.activity()]);
      this.phase = 'ready';
    } catch {
      this.phase = 'without-storage';
      return;
    }
    this.#openLines();
    await Promise.all(this.accounts.map((account) => this.#look(account)));
    if (this.reach === 'on') await this.#tellWhere();
  }

  #openLines(): void {
    const active = this.accounts.filter(({ state }) => state === 'active');
    for (const account of active) {
      const { device } = account;
      if (this.#lines.has(device)) continue;
      const line = new LiveLine(account, {
        request: (request) => void this.#setRequest(device, request),
        connected: (connected) => {
          const others = [...this.#connected].filter((other) => other !== device);
          this.#connected = new Set(connected ? [...others, device] : others);
        },
        removed: () => void this.#change({ ...account, state: 'removed' }),
      });
      this.#lines.set(device, line);
    }
  }

  async #setRequest(device: string, request: PushRequest | null): Promise<void> {
    const others = [...this.#requests].filter(([other]) => other !== device);
    this.#requests = new Map(request ? [[device, request], ...others] : others);
    if (!request) await clearNotifications(device);
  }

  async #change(account: HeldAccount): Promise<void> {
    await store.putAccount(account);
    this.accounts = this.accounts.map((one) => (one.device === account.device ? account : one));
    if (account.state === 'removed') await this.#setRequest(account.device, null);
  }

  /** @throws ProblemError */
  async add(invitation: Invitation, name: string, checks: boolean): Promise<HeldAccount> {
    const account = await join(invitation, name, checks);
    this.accounts = [account, ...this.accounts];
    return account;
  }

  /** Forgets an account. The service goes on knowing the device until its owner removes it there. */
  async remove({ device }: HeldAccount): Promise<void> {
    this.#lines.get(device)?.end();
    this.#lines.delete(device);
    await store.removeAccount(device);
    this.accounts = this.accounts.filter((one) => one.device !== device);
    await this.#setRequest(device, null);
  }

  async #lookAtWaiting(): Promise<void> {
    if (document.visibilityState !== 'visible') return;
    for (const account of this.accounts.filter(({ state }) => state === 'waiting')) await this.#look(account);
  }

  /**
   * What the service knows of this device by now: it may have been renamed or removed, or its set-up was confirmed
   * on the other screen. A set-up that was left is forgotten.
   */
  async #look(account: HeldAccount): Promise<void> {
    if (account.state === 'removed') return;
    try {
      const known = await askAsDevice<DeviceState>(account, 'GET', '/device');
      if (!this.accounts.includes(account)) return;
      const changed = { ...account, ...known };
      if (known.state !== account.state) await this.#activated(changed);
      else if (KNOWN.some((key) => known[key] !== account[key])) await this.#change(changed);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'device-unknown') return;
      if (account.state === 'waiting') await this.remove(account);
      else await this.#change({ ...account, state: 'removed' });
    }
  }

  async #activated(account: HeldAccount): Promise<void> {
    await this.#change(account);
    this.#openLines();
    if (this.reach === 'on') await this.#tellWhere();
  }

  /** Lets the browser ask whether to install it; from a press of a button. */
  async install(): Promise<void> {
    const installation = this.#installation;
    this.#installation = null;
    await installation?.prompt();
  }

  /** Asks for notifications; from a press of a button, or browsers do not ask. */
  async allowNotifications(): Promise<void> {
    if (permission() === 'off') await Notification.requestPermission();
    this.reach = permission();
    if (this.reach === 'on') await this.#tellWhere();
  }

  /** Tells the service where this device is reached while the app is closed. */
  async #tellWhere(): Promise<void> {
    const active = this.accounts.filter(({ state }) => state === 'active');
    if (active.length === 0) return;
    const subscription = await subscribe();
    this.reach = subscription ? 'on' : 'failed';
    if (!subscription) return;
    await Promise.all(
      active.map((account) =>
        askAsDevice(account, 'PUT', '/device/subscription', { subscription }).catch(() => null),
      ),
    );
  }

  /** Checks the owner at each approval from now on, or no longer. @throws ProblemError browser-… */
  async switchVerification(account: HeldAccount, on: boolean): Promise<void> {
    const { device, name, verification: id } = account;
    const time = deviceNow();
    const text = switchText(on, device, time);
    const credential = on ? await makeVerification(text, name) : await checkOwner(id!, text);
    await askAsDevice(account, 'PUT', '/device/verification', { on, credential }, time).catch(
      (error: unknown) => {
        if (on && isRefused(error)) void forgetVerification(credential.id);
        throw error;
      },
    );
    if (!on) void forgetVerification(credential.id);
    await this.#change({ ...account, verification: on ? credential.id : null });
  }

  /** Sends what the person did; an approval once this device has checked who it is. @throws ProblemError where it did not count */
  async decide(asked: Asked, decision: Decide): Promise<PushOutcome | 'over'> {
    const { request } = asked;
    const account = this.accounts.find(({ device }) => device === asked.account.device) ?? asked.account;
    const wish = await checked({ account, request }, decision);
    const outcome = await askAsDevice<{ outcome: PushOutcome }>(
      account,
      'POST',
      `/requests/${request.id}`,
      wish,
    ).then(
      (decided) => decided.outcome,
      (error: unknown) => {
        if (error instanceof ProblemError && error.code === 'code-expired') return 'over' as const;
        // This device does not know that it checks its owner: it learns of it, for the next try.
        if (error instanceof ProblemError && error.code === 'verification-required') void this.#look(account);
        throw error;
      },
    );
    if (this.#requests.get(account.device)?.id === request.id) await this.#setRequest(account.device, null);
    const { device, service, email } = account;
    const from = [request.device, request.place ?? request.ip].filter(Boolean).join(' · ');
    const at = new Date(deviceNow()).toISOString();
    await store.addActivity({ device, service, email, at, outcome, from });
    this.activity = await store.activity();
    return outcome;
  }
}

async function checked({ account, request }: Asked, decision: Decide): Promise<Decide> {
  const { device, verification: id } = account;
  if (decision.decision !== 'approve' || !id) return decision;
  const text = approvalText(device, request.id, decision.number);
  return { ...decision, verification: await checkOwner(id, text) };
}

/** What was decided, or is over, is not shown in the phone's list of notifications any longer. */
async function clearNotifications(device: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration('/authenticator').catch(() => undefined);
  for (const notification of (await registration?.getNotifications({ tag: device })) ?? [])
    notification.close();
}

export const authenticator = new Authenticator();
