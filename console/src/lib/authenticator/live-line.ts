import type { PushRequest } from '#schema/api/push.ts';
import { ProblemError } from '#lib/problem-error.ts';
import { askAsDevice, signRequest } from './ask-as-device.ts';
import type { HeldAccount } from './held-account.ts';

const PATH = '/v1/authenticator/live';
const PROTOCOL = 'countersign-device-v1';
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** A line may be dead without knowing it: it is asked so often, and has until the next time to answer. */
const PULSE_MS = 20_000;
/** The service closes the line of a device that was removed, and the oldest of too many. */
const REMOVED = 4001;
const TOO_MANY = 4000;

export interface Told {
  /** What waits for a decision now. */
  request: (request: PushRequest | null) => void;
  /** Whether requests appear at once. */
  connected: (connected: boolean) => void;
  removed: () => void;
}

/** An open line to the service while the app is open; it is opened again whenever it breaks. */
export class LiveLine {
  readonly #account: HeldAccount;
  readonly #told: Told;
  #socket: WebSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pulse: ReturnType<typeof setInterval> | undefined;
  #unanswered = false;
  #failures = 0;
  #ended = false;

  constructor(account: HeldAccount, told: Told) {
    this.#account = account;
    this.#told = told;
    void this.#open();
  }

  /** Opens it anew: after sleep or another network, an old one may be dead without knowing it. */
  renew(): void {
    if (this.#ended) return;
    this.#failures = 0;
    this.#drop();
    void this.#open();
  }

  end(): void {
    this.#ended = true;
    this.#drop();
  }

  /** The service answers without waking anything. */
  #ask(): void {
    if (this.#unanswered) return this.renew();
    this.#unanswered = true;
    this.#socket?.send('ping');
  }

  #drop(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#pulse);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  async #open(): Promise<void> {
    const asked = { method: 'GET', path: PATH, body: '' };
    const { device, time, signature } = await signRequest(this.#account, asked);
    if (this.#ended || this.#socket) return;
    const socket = new WebSocket(PATH, [PROTOCOL, `${device}~${time}~${signature}`]);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#failures = 0;
      this.#told.connected(true);
      this.#unanswered = false;
      this.#pulse = setInterval(() => this.#ask(), PULSE_MS);
    });
    socket.addEventListener('message', ({ data }) => {
      if (data === 'pong') return void (this.#unanswered = false);
      const message = JSON.parse(String(data)) as { type: string; request: PushRequest | null };
      if (message.type === 'request') this.#told.request(message.request);
    });
    socket.addEventListener('close', ({ code }) => {
      if (this.#socket === socket) void this.#lost(code);
    });
  }

  async #lost(code: number): Promise<void> {
    this.#socket = null;
    clearInterval(this.#pulse);
    this.#told.connected(false);
    // Newer windows of this app have theirs.
    if (code === TOO_MANY) return;
    // A browser does not say why a line was refused; the same question asked plainly does.
    if (code === REMOVED || (await this.#isRefused())) {
      this.end();
      return this.#told.removed();
    }
    if (this.#ended || this.#socket) return;
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** this.#failures, LONGEST_PAUSE_MS);
    this.#failures++;
    this.#timer = setTimeout(() => void this.#open(), pause);
  }

  async #isRefused(): Promise<boolean> {
    try {
      await askAsDevice(this.#account, 'GET', '/device');
      return false;
    } catch (error) {
      return error instanceof ProblemError && error.code === 'device-unknown';
    }
  }
}
