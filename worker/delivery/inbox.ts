import { desc, eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { devMessages } from '../../schema/tables.ts';
import { now } from '../clock.ts';
import type { Delivery } from './delivery.ts';

/** Keeps every message in D1 for the page at /dev/inbox. Development only (worker/config.ts refuses it elsewhere). */
export const inbox = (db: D1Database): Delivery => ({
  async send(message) {
    await drizzle(db)
      .insert(devMessages)
      .values({ at: now(), ...message });
  },
});

/** What the inbox holds, newest first. @param to only messages to this address */
export const readInbox = (db: D1Database, to: string | undefined) =>
  drizzle(db)
    .select()
    .from(devMessages)
    .where(to ? eq(devMessages.to, to) : undefined)
    .orderBy(desc(devMessages.id))
    .limit(200);
