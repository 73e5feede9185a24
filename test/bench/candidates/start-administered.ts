import { seedDatabase } from '../seed/seed-database.ts';
import type { SeededUser } from '../seed/seed-users.ts';
import { makeAccounts, type NewAccount } from './countersign-accounts.ts';
import { type Countersign, startCountersign } from './start-countersign.ts';

/** So many accounts are real, with an object each: the page of somebody asks it. */
const REAL_PEOPLE = 20;

export interface Administered {
  server: Countersign;
  users: SeededUser[];
  /** Ids of people who signed up. */
  real: string[];
  /** The cookies of an owner, signed in with two factors. */
  owner: string;
}

/** A Countersign over a directory and a log of some years' size, and an owner who signed up and in as everybody does. */
export async function startAdministered(
  directory: string,
  people: number,
  events: number,
): Promise<Administered> {
  const empty = await startCountersign(directory);
  await empty.stop();
  const users = seedDatabase(directory, people, events);
  const server = await startCountersign(directory);
  const [account, ...others] = (await makeAccounts(server, 'real', 1 + REAL_PEOPLE, Date.now)) as [
    NewAccount,
    ...NewAccount[],
  ];
  const idOf = async ({ email }: NewAccount) =>
    (await server.ask<{ id: string }>('SELECT id FROM users WHERE email_canonical = ?', email))[0]!.id;
  await server.ask(
    `INSERT INTO roles (user_id, role, granted_at) VALUES (?, 'owner', ?)`,
    await idOf(account),
    Date.now(),
  );
  return { server, users, owner: account.browser, real: await Promise.all(others.map(idOf)) };
}
