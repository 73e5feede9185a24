import { evictDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { Browser } from './client.ts';
import { injectDelays } from './delays.ts';
import type { Person } from './people.ts';
import { challenge, passwordStep } from './people.ts';

/** Issue 2, 'What it must show' 3. */
export const PARALLEL = 1_000;

/** Somebody who answers: a browser and what it answers. */
export interface Contender {
  browser: Browser;
  path: string;
}

/** So many half signed-in browsers, each with a challenge of its own. */
export async function contenders(person: Person, method: string, sessions: number): Promise<Contender[]> {
  const all: Contender[] = [];
  for (let i = 0; i < sessions; i++) {
    const browser = await passwordStep(person);
    all.push({ browser, path: `/v1/challenges/${await challenge(browser, method)}/verify` });
  }
  return all;
}

/** How many answers there were of each status. */
export type Statuses = Record<number, number>;

/**
 * Sends requests all at once, from each contender in turn, with delays injected everywhere and the object just
 * evicted, so that every request has to open the secrets itself. An answer's cookies do not reach the others.
 */
export async function race(
  home: string,
  among: Contender[],
  body: (i: number) => object,
  parallel = PARALLEL,
): Promise<Statuses> {
  await evictDurableObject(env.USERS.get(env.USERS.idFromName(home)));
  injectDelays();
  const statuses: Statuses = {};
  const requests = Array.from({ length: parallel }, async (_, i) => {
    const { browser, path } = among[i % among.length]!;
    // Parallel guesses of somebody who has many networks.
    const response = await browser.copy().request('POST', path, body(i));
    await response.arrayBuffer();
    statuses[response.status] = (statuses[response.status] ?? 0) + 1;
  });
  await Promise.all(requests);
  return statuses;
}

/** Answers for a race of guesses: all wrong and all different but one, which is at a random place. */
export function guesses(
  right: string,
  wrong: (i: number) => string,
  parallel = PARALLEL,
): (i: number) => { code: string } {
  const place = Math.floor(Math.random() * parallel);
  return (i) => ({ code: i === place ? right : wrong(i) });
}

/** Six digits that are none of the right ones. */
export const wrongDigits = (...right: string[]) => {
  const wrong = Array.from({ length: 1_010 }, (_, i) => String(100_000 + i * 887)).filter(
    (code) => !right.includes(code),
  );
  return (i: number) => wrong[i]!;
};
