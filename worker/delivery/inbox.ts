import { desc, eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { devMessages } from '../../schema/tables.ts';
import { now } from '../clock.ts';
import type { Message, Provider } from './delivery.ts';

/**
 * Keeps every message, of either kind, in D1 for the page at /dev/inbox. Development only (worker/config.ts
 * refuses it elsewhere).
 */
export const inbox = (db: D1Database): Provider<Message> => ({
  name: 'inbox',
  async send(message) {
    const { channel, to, text } = message;
    const { subject, html } = message.channel === 'email' ? message : { subject: '', html: null };
    await drizzle(db).insert(devMessages).values({ at: now(), channel, to, subject, text, html });
  },
});

/** What the inbox holds, newest first. @param to only messages to this address or number */
export const readInbox = (db: D1Database, to: string | undefined) =>
  drizzle(db)
    .select()
    .from(devMessages)
    .where(to ? eq(devMessages.to, to) : undefined)
    .orderBy(desc(devMessages.id))
    .limit(200);

/** The HTML of a mail that the inbox holds; null where it has none. */
export async function readHtml(db: D1Database, id: number): Promise<string | null> {
  const [row] = await drizzle(db)
    .select({ html: devMessages.html })
    .from(devMessages)
    .where(eq(devMessages.id, id));
  return row?.html ?? null;
}
