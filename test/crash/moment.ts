import { watch } from 'node:fs';
import { join } from 'node:path';
import { lockD1 } from './read-model.ts';
import type { Round } from './round.ts';

/** Drawn at random each round: after how much of the burst the kill comes. A slow machine is only slower. */
const ANSWERS = { least: 40, most: 220 };
const MAILS = { least: 3, most: 25 };
const WRITES = { least: 150, most: 900 };
const D1_WRITES = { least: 80, most: 400 };

const draw = ({ least, most }: { least: number; most: number }) =>
  least + Math.floor(Math.random() * (most - least));

/**
 * When the service is killed, by turns: somewhere between two answers; right upon an answer that promises a mail,
 * before the mail can have left; right upon a write to an object's file, before it is answered and projected;
 * right upon a write to D1, before the object can have noted it; while D1 refuses to write, so that everything
 * that the objects have to pass on is still with them.
 */
export function momentOf(round: Round): Promise<void> {
  switch (round.number % 5) {
    case 1:
      return betweenAnswers(round);
    case 2:
      return uponMail(round);
    case 3:
      return uponWrite(round.state, 'do/countersign-UserObject', draw(WRITES));
    case 4:
      return uponWrite(round.state, 'd1/miniflare-D1DatabaseObject', draw(D1_WRITES));
    default:
      return whileD1Refuses(round);
  }
}

async function betweenAnswers(round: Round): Promise<void> {
  const answers = draw(ANSWERS);
  await round.when(({ tally }) => tally.answered >= answers);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
}

function uponMail(round: Round): Promise<void> {
  const mails = draw(MAILS);
  return round.when(({ mailDue }) => mailDue.length >= mails);
}

/** At the nth write to a file of a directory of the state, at that very moment. */
export function uponWrite(state: string, directory: string, nth: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = nth;
  const watcher = watch(join(state, 'v3', directory), () => {
    if (--left > 0) return;
    watcher.close();
    resolve();
  });
  return promise;
}

async function whileD1Refuses(round: Round): Promise<void> {
  const answers = draw(ANSWERS) / 2;
  await round.when(({ tally }) => tally.answered >= answers);
  round.unlockD1 = lockD1(round.state);
  // Long enough for what the objects gather for D1 (PROJECTION_DELAY_MS) to come due, and be refused.
  await new Promise((resolve) => setTimeout(resolve, 2_500 + Math.random() * 1_500));
}
