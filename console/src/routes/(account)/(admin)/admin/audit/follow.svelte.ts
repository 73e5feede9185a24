const EVERY_MS = 2_000;
/** Asking keeps the session awake: a screen that nobody looks at any more must not. */
const LONGEST_MS = 15 * 60_000;

/** Asks for what has come since, again and again, while the page can be seen; it stops by itself after a while. */
export class Follower {
  on = $state(false);
  /** It stopped by itself, or because an answer did not come. */
  stopped = $state(false);
  #ask: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #until = 0;

  constructor(ask: () => Promise<void>) {
    this.#ask = ask;
  }

  start(): void {
    this.on = true;
    this.stopped = false;
    this.#until = Date.now() + LONGEST_MS;
    this.#next();
  }

  end(): void {
    this.on = false;
    clearTimeout(this.#timer);
  }

  #next(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#turn(), EVERY_MS);
  }

  async #turn(): Promise<void> {
    try {
      if (Date.now() > this.#until) throw new Error('long enough');
      if (document.visibilityState === 'visible') await this.#ask();
      if (this.on) this.#next();
    } catch {
      if (this.on) this.stopped = true;
      this.end();
    }
  }
}
