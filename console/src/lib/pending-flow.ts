import type { CodeSent } from '#schema/api/account.ts';

/** A flow that waits for a mailed code: kept for this tab, so that a reload loses nothing. */
export type PendingFlow = CodeSent & { email: string };

export class PendingFlowStore {
  readonly #key: string;

  constructor(name: 'sign-up' | 'recover') {
    this.#key = `countersign.${name}`;
  }

  read(): PendingFlow | null {
    const text = sessionStorage.getItem(this.#key);
    return text ? (JSON.parse(text) as PendingFlow) : null;
  }

  write(flow: PendingFlow): PendingFlow {
    sessionStorage.setItem(this.#key, JSON.stringify(flow));
    return flow;
  }

  clear(): void {
    sessionStorage.removeItem(this.#key);
  }
}

export const signUpFlow = new PendingFlowStore('sign-up');
export const recoverFlow = new PendingFlowStore('recover');
