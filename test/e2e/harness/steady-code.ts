import { steadyStep } from '../../../scripts/steady-step.ts';
import { totpCode } from '../../../scripts/totp-code.ts';

/** What a page needs at most to send what was typed into it. */
const ROOM_MS = 10_000;

/**
 * What an authenticator app shows, or showed a step before. Both are good, the older one until this step ends, the
 * current one half a minute longer; each step counts once, so a test that needs two takes the older one first.
 */
export async function steadyCode(secret: string, which: 'current' | 'previous' = 'current'): Promise<string> {
  if (which === 'current') return totpCode(secret);
  await steadyStep(ROOM_MS);
  return totpCode(secret, -1);
}
