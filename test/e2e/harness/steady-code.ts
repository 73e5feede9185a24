import { steadyStep } from '../../../scripts/steady-step.ts';
import { totpCode } from '../../../scripts/totp-code.ts';

/**
 * What an authenticator app shows, or showed a step before. Both are good; each step counts once, so a test
 * that needs two takes the older one first.
 */
export async function steadyCode(secret: string, which: 'current' | 'previous' = 'current'): Promise<string> {
  await steadyStep();
  return totpCode(secret, which === 'current' ? 0 : -1);
}
