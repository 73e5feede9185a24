import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { FOREIGN_HASHES, FOREIGN_PASSWORD } from '../vectors/foreign-hashes.ts';
import { withRole } from './admins.ts';
import { Browser } from './client.ts';
import { check, run } from './importing.ts';
import { eventsOf } from './look-inside.ts';
import { passwordStep, someAddress } from './people.ts';

const userIdOf = (email: string) =>
  env.DB.prepare('SELECT id FROM users WHERE email_canonical = ?').bind(email).first<string>('id');
const foreignMs = (userId: string) =>
  env.DB.prepare('SELECT ms FROM foreign_hashes WHERE user_id = ?').bind(userId).first<number>('ms');

describe('a password of another system', () => {
  const imported = async (hash: string) => {
    const { browser } = await withRole('admin');
    const email = someAddress();
    await run(browser, (await check(browser, `email,password_hash\n${email},"${hash}"`)).id);
    return email;
  };

  test('A7 a refused sign-in waits for twice the costliest hash that is left, account or not', async () => {
    const email = await imported(`$2b$12$${FOREIGN_HASHES['bcrypt 2b'].slice(7)}`);
    const ms = (await foreignMs((await userIdOf(email))!))!;
    for (const address of [email, someAddress()]) {
      const begun = performance.now();
      await new Browser().refused('POST', '/v1/sign-in', { email: address, password: 'not the password' });
      expect(performance.now() - begun, address).toBeGreaterThanOrEqual(2 * ms - 5);
    }
  });

  test('F2 of many guesses at once no more than five are counted, and none of them is right', async () => {
    const email = await imported(FOREIGN_HASHES['bcrypt 2b']);
    const guesses = Array.from({ length: 24 }, (_, index) =>
      new Browser().refused('POST', '/v1/sign-in', { email, password: `guess ${index}` }),
    );
    const codes = (await Promise.all(guesses)).map(({ code }) => code);
    expect(codes.filter((code) => code === 'wrong-credentials').length).toBeLessThanOrEqual(5);
    const events = await eventsOf((await userIdOf(email))!);
    expect(events.filter(({ type }) => type === 'sign-in.failed')).toHaveLength(5);
  });

  test('the same right password at once signs in each time, and is taken over once', async () => {
    const email = await imported(FOREIGN_HASHES['bcrypt 2b']);
    await Promise.all([1, 2, 3].map(() => passwordStep({ email, password: FOREIGN_PASSWORD })));
    const events = await eventsOf((await userIdOf(email))!);
    expect(events.filter(({ type }) => type === 'password.rehashed')).toHaveLength(1);
    expect(events.some(({ type }) => type === 'sign-in.failed')).toBe(false);
  });
});
