import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { NOTICE_EVENTS } from '../../worker/delivery/notice.ts';
import { tablesOf, type Tables } from './tables.ts';
import { userStub } from './look-inside.ts';

/** Puts everything that a user's object holds back to what `tablesOf` read, memory included. */
export async function restore(userId: string, tables: Tables): Promise<void> {
  await runInDurableObject(userStub(userId), (_, { storage }) => {
    storage.transactionSync(() => {
      for (const [name, rows] of Object.entries(tables)) {
        storage.sql.exec(`DELETE FROM ${name}`);
        for (const row of rows) {
          const columns = Object.keys(row);
          storage.sql.exec(
            `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
            ...Object.values(row),
          );
        }
      }
    });
  });
  await evictDurableObject(userStub(userId));
}

/** Everything that it holds, once all that it has to say was said. */
export async function settled(userId: string): Promise<Tables> {
  for (;;) {
    const tables = await tablesOf(userId);
    const [account] = tables.account!;
    const told = tables.events!.every(
      (event) => Number(event.seq) <= Number(account!.delivered_seq) || !asksForNotice(event),
    );
    const sent = tables.challenges!.every(({ delivery, closed_at }) => delivery !== 'waiting' || closed_at);
    if (told && sent) return tables;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

const asksForNotice = ({ type, detail }: Record<string, unknown>) =>
  (NOTICE_EVENTS as unknown[]).includes(type) &&
  (type !== 'sign-in.succeeded' ||
    (JSON.parse(String(detail)) as { newDevice?: boolean }).newDevice === true);
