import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import { email } from '../../worker/factors/email.ts';
import { recoveryCode } from '../../worker/factors/recovery-code.ts';
import { resetCode } from '../../worker/factors/reset-code.ts';
import { totp } from '../../worker/factors/totp.ts';

const LONGEST_MS = 5;

/** How often something was made to wait since the last call: a race test asserts that it was one. */
let waits = 0;
export const waited = () => {
  const counted = waits;
  waits = 0;
  return counted;
};

const pause = () => {
  waits++;
  return new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_MS));
};

type Waiting = (...args: never[]) => Promise<unknown>;

/** Does the real thing, after a random pause and before another. */
function slow<Owner extends object>(owner: Owner, ...names: (keyof Owner)[]): void {
  for (const name of names) {
    const real = owner[name] as Waiting;
    vi.spyOn(owner, name as never).mockImplementation(async function (this: unknown, ...args: never[]) {
      await pause();
      const value = await real.apply(this, args);
      await pause();
      return value;
    } as never);
  }
}

/**
 * Makes everything that a request waits for take a random while longer: WebCrypto, D1, delivery (which is D1
 * here) and the opening of a factor's secret. What can come between two steps then does. `vi.restoreAllMocks`
 * ends it.
 */
export function injectDelays(): void {
  waits = 0;
  slow(crypto.subtle, 'encrypt', 'decrypt', 'importKey');
  slow(Object.getPrototypeOf(env.DB) as D1Database, 'batch');
  slow(
    Object.getPrototypeOf(env.DB.prepare('SELECT 1')) as D1PreparedStatement,
    'all',
    'run',
    'raw',
    'first',
  );
  slow(totp, 'open');
  slow(email, 'open');
  slow(recoveryCode, 'open');
  slow(resetCode, 'open');
}
