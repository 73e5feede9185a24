import { totpCode } from '../../../scripts/totp-code.ts';

const STEP_MS = 30_000;
/** What a page needs at most from here to the Worker's clock. */
const ROOM_MS = 4_000;

/** Waits, if it must, until the time step is not about to end. */
export async function steadyStep(): Promise<void> {
  const left = STEP_MS - (Date.now() % STEP_MS);
  if (left < ROOM_MS) await new Promise((resolve) => setTimeout(resolve, left));
}

/**
 * What an authenticator app shows, or showed a step before. Both are good; each step counts once, so a test
 * that needs two takes the older one first.
 */
export async function steadyCode(secret: string, which: 'current' | 'previous' = 'current'): Promise<string> {
  await steadyStep();
  return totpCode(secret, which === 'current' ? 0 : -1);
}
