import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import { userStub } from './look-inside.ts';

/** Makes D1 refuse statements of one kind, or all, until `vi.restoreAllMocks`. */
export function refuseD1(which: (statement: string) => boolean = () => true): void {
  const database = Object.getPrototypeOf(env.DB) as D1Database;
  const { prepare } = database;
  vi.spyOn(database, 'prepare').mockImplementation(function (this: D1Database, statement) {
    if (which(statement)) throw new Error('D1_ERROR: refused by the test');
    return prepare.call(this, statement);
  });
}

/** Only what the inbox, which is the mail provider here, writes. */
export const mailOnly = (statement: string) => statement.includes('dev_messages');

/** When the object wakes next, in ms from now; null when there is nothing left to do. */
export const wakesIn = (home: string) =>
  runInDurableObject(userStub(home), async (_, { storage }) => {
    const at = await storage.getAlarm();
    return at === null ? null : at - Date.now();
  });

/** Lets the object do what it has to, until it sets no alarm any more. */
export async function drain(home: string): Promise<void> {
  while (await runDurableObjectAlarm(userStub(home)));
}
