import type { Method } from '../../schema/api/method.ts';
import type { RecoveryPath } from '../../schema/recovery-path.ts';
import { DAY } from '../clock.ts';
import { RECOVERY_AFTER_RESET_TIMES, RECOVERY_PAUSES_MS } from './limits.ts';

/**
 * The path that a proof opens for somebody who gave the password (docs/recovery.md).
 * @param wasReset whether a mailed code set that password and no second factor has been used with it since
 * @returns null: none. A recovery code with a password of its owner's own signs in, and needs no recovery.
 */
export function recoveryPath(method: Method, wasReset: boolean): RecoveryPath | null {
  if (method === 'recovery-code') return wasReset ? 'code-after-reset' : null;
  if (!['email', 'sms'].includes(method)) return null;
  return wasReset ? 'method-after-reset' : 'method';
}

/** How long a recovery waits. @param delay what policy sets for the password and a recovery method, ms */
export const recoveryDelay = (path: RecoveryPath, delay: number) =>
  ({
    method: delay,
    'method-after-reset': RECOVERY_AFTER_RESET_TIMES * delay,
    'code-after-reset': 0,
    pass: 0,
    required: 0,
  })[path];

/** How long after a cancellation none can begin. @param cancelled how many were cancelled of late, at least one */
export const recoveryPause = (cancelled: number) =>
  RECOVERY_PAUSES_MS[Math.min(cancelled, RECOVERY_PAUSES_MS.length) - 1] ?? DAY;
