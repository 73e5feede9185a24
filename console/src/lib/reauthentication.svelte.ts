/** The person closed a dialog that a request was waiting for: nothing happened, nothing to say. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** One proof of who you are, asked for by any number of requests at a time, given in one dialog. */
class Reauthentication {
  open = $state(false);
  #waiting: PromiseWithResolvers<void> | null = null;

  ask(): Promise<void> {
    this.#waiting ??= Promise.withResolvers();
    this.open = true;
    return this.#waiting.promise;
  }

  succeed(): void {
    this.open = false;
    this.#waiting?.resolve();
    this.#waiting = null;
  }

  cancel(): void {
    this.open = false;
    this.#waiting?.reject(new Cancelled());
    this.#waiting = null;
  }
}

export const reauthentication = new Reauthentication();
