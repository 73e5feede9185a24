import { inArray, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { AuditState } from '../../schema/api/audit.ts';
import { auditStreams } from '../../schema/tables.ts';
import { config } from '../config.ts';
import { prepare } from '../directory/prepare.ts';
import { isUnchanged, newestHead } from './sign-head.ts';

const instant = (ms: number | null | undefined) => (ms ? new Date(ms).toISOString() : null);

/** How the audit log stands: its signed head, and how far each place that it is handed on to has got. */
export async function readAuditState(env: Env): Promise<AuditState> {
  const [count, head, unchanged, streams] = await Promise.all([
    prepare(env.DB, sql`SELECT coalesce(max(number), 0) AS events FROM events`).first<{ events: number }>(),
    newestHead(env.DB),
    isUnchanged(env.DB),
    drizzle(env.DB)
      .select()
      .from(auditStreams)
      .where(inArray(auditStreams.name, ['webhook', 'bucket'])),
  ]);
  const events = count!.events;
  const stream = (name: 'webhook' | 'bucket') => streams.find((row) => row.name === name);
  const handedOn = (row: (typeof streams)[number] | undefined) => ({
    waiting: events - (row?.sent ?? 0),
    lastAt: instant(row?.lastAt),
  });
  const webhook = stream('webhook');
  return {
    events,
    changed: !unchanged,
    head: head && { size: head.size, at: head.at, root: head.root },
    webhook: config.auditWebhook && {
      ...handedOn(webhook),
      failure: webhook?.failure ?? null,
      retryAt: webhook?.failure ? instant(webhook.retryAt) : null,
    },
    bucket: env.AUDIT_BUCKET ? handedOn(stream('bucket')) : null,
  };
}
