import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import { email } from '../../worker/factors/email.ts';
import { recoveryCode } from '../../worker/factors/recovery-code.ts';
import { resetCode } from '../../worker/factors/reset-code.ts';
import { sms } from '../../worker/factors/sms.ts';
import { totp } from '../../worker/factors/totp.ts';
import type { FactorMethod } from '../../worker/factors/factor-method.ts';

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
 * Makes a method's secret be not at hand the first time, and every other time after that, whatever it is, so that
 * each answer waits now and then between looking and deciding, also of the methods that need not.
 */
function forgetful<Secret, Match>(method: FactorMethod<Secret, Match>): void {
  const { secret, open } = method;
  let first = true;
  vi.spyOn(method, 'secret').mockImplementation((...args) => {
    const missing = first || Math.random() < 0.5;
    first = false;
    return missing ? undefined : secret.apply(method, args);
  });
  method.open ??= async () => undefined;
  vi.spyOn(method, 'open').mockImplementation(async (...args) => {
    await pause();
    await open?.apply(method, args);
    await pause();
  });
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
  forgetful(totp);
  forgetful(sms);
  forgetful(email);
  forgetful(recoveryCode);
  forgetful(resetCode);
}
