import { words } from './language.svelte.ts';
import { ProblemError } from './problem-error.ts';
import { problemWords } from './problem-words.ts';

/** Notices when a flow that waits for a mailed code is over: its code died, and it sends no other. */
export class FlowEnding {
  #problem = $state.raw<ProblemError | null>(null);

  /** What happened, and to start again; empty while the flow goes on. */
  get words(): string {
    if (!this.#problem) return '';
    const { problems, startAgainForCode } = words();
    return this.#problem.reason === 'ask-for-a-new-code'
      ? `${problems['code-expired']} ${startAgainForCode}`
      : problemWords(this.#problem);
  }

  async watch(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'code-expired') this.#problem = error;
      throw error;
    }
  }
}
