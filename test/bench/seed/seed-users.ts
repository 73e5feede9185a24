import type { DatabaseSync } from 'node:sqlite';
import type { SecondStep } from '../../../schema/api/person.ts';
import { LOCKED_BY_OWNER } from '../../../schema/tables.ts';
import { nameWords } from '../../../worker/directory/name-words.ts';
import { Random, weighted } from './random.ts';

export interface SeededUser {
  id: string;
  email: string;
  createdAt: number;
  /** He came no more from then on. */
  leftAt: number;
  lastSignInAt: number | null;
}

const HOUR_MS = 60 * 60 * 1000;
export const DAY_MS = 24 * HOUR_MS;
/** How far back the seeded past goes. */
export const PAST_MS = 365 * DAY_MS;

const FIRST =
  `Maria James Anna David Sofia Michael Emma Daniel Laura Thomas Julia Peter Sarah Martin Lucía Paul Chloé Jan
  Zoë Omar Ingrid Wei Priya Ahmed Yuki Kofi Olga Ivan Fatima Björn Aoife Mateo Nadia Henrik Leïla Carlos Mei Tomáš
  Aisha Lars Elena Kwame Rosa Emil Hana Victor Noor Pedro Greta Samuel Irène Dmitri Amara Felix Ximena Quentin`.split(
    /\s+/,
  );
const SYLLABLES =
  `an ber da el fri gar hol in ja ka lin mo na ol per qui ra son ta ul ver wa xen yo zi bach dorf stein ski ov ez man`.split(
    ' ',
  );
const DOMAINS = ['example.com', 'example.org', 'mail.example', 'example.net', 'corp.example', 'uni.example'];

const secondStepOf = weighted<SecondStep>([
  ['none', 35],
  ['totp', 40],
  ['passkey', 15],
  ['push', 10],
]);

/** Names follow Zipf, addresses mostly follow names, a few in a hundred are locked, low in codes, or gone. */
export function makeUsers(count: number, now: number): SeededUser[] {
  const random = new Random(1);
  return Array.from({ length: count }, (_, index) => {
    const createdAt = now - Math.floor(random.number() * PAST_MS);
    return {
      id: random.uuid(),
      email: '',
      createdAt,
      leftAt: random.chance(0.25) ? createdAt + Math.floor(random.number() * (now - createdAt)) : now,
      lastSignInAt: null,
      index,
    };
  });
}

/** Writes them to the directory. @param users get their addresses; when they signed in last is known */
export function insertUsers(database: DatabaseSync, users: SeededUser[], now: number): void {
  const random = new Random(2);
  const user = database.prepare(
    `INSERT INTO users (id, email, email_canonical, created_at, two_step, recovery_codes_left, epoch, seq, name,
       second_step, locked_until, last_sign_in_at, remembered_devices) VALUES (?, ?, ?, ?, ?, ?, 1, 1, ?, ?, ?, ?, '[]')`,
  );
  const words = database.prepare('INSERT INTO user_names (user_id, words) VALUES (?, ?)');
  users.forEach((row, index) => {
    const first = random.pick(FIRST, 1.6);
    const last = Array.from({ length: 2 + random.integer(2) }, () => random.pick(SYLLABLES, 1.4)).join('');
    const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
    const handle = random.chance(0.8)
      ? `${plain(first)}.${last}`
      : `${random.pick(SYLLABLES)}${random.pick(SYLLABLES)}`;
    row.email = `${handle}${index}@${random.pick(DOMAINS, 2)}`;
    const name = random.chance(0.7) ? `${first} ${last[0]!.toUpperCase()}${last.slice(1)}` : null;
    const secondStep = secondStepOf(random);
    const twoStep = secondStep === 'none' ? 0 : 1;
    const codes = twoStep ? (random.chance(0.04) ? random.integer(4) : 10) : 0;
    user.run(
      row.id,
      row.email,
      row.email,
      row.createdAt,
      twoStep,
      codes,
      name,
      secondStep,
      lockedUntil(random, now),
      row.lastSignInAt,
    );
    for (const text of nameWords(name ?? '')) words.run(row.id, text);
  });
}

/** One in 200 is locked, four times as many were once. */
function lockedUntil(random: Random, now: number): number {
  if (random.chance(0.02)) return now - random.integer(PAST_MS);
  if (random.chance(0.001)) return LOCKED_BY_OWNER;
  return random.chance(0.004) ? now + DAY_MS + random.integer(DAY_MS) : 0;
}
