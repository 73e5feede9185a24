import { ProblemError } from './problem-error.ts';

/** Notices when a flow that waits for a mailed code is over: its code died, and it sends no other. */
export class FlowEnding {
  words = $state('');

  async watch(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'code-expired') {
        const hint = error.detail === 'Ask for a new one.' ? 'Start again to get a new one.' : error.detail;
        this.words = `${error.message}. ${hint ?? ''}`;
      }
      throw error;
    }
  }
}
