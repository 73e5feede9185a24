import { ProblemError } from '../problem-error.ts';

/** Sends a passkey's answer. That its challenge is over is said in the words of passkeys: there is no code. */
export async function inTime<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const over = error instanceof ProblemError && ['code-expired', 'not-found'].includes(error.code);
    throw over ? new ProblemError('passkey-too-late') : error;
  }
}
