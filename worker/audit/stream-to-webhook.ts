import { now } from '../clock.ts';
import { postSigned } from '../delivery/post-signed.ts';
import type { Webhook } from '../delivery/read-webhook.ts';
import { AUDIT_RUN_MS, AUDIT_WEBHOOK_BATCH, AUDIT_WEBHOOK_MS } from '../policy/limits.ts';
import { exportedEvent } from './export-line.ts';
import { eventsInOrder } from './find-events.ts';
import { failed, giveBack, taken, takeStream } from './streams.ts';

/**
 * Hands what is new in the audit log to the webhook, in the order of the log, so in each user's: at least once. What
 * was not answered with a 2xx is sent again, later and later, and nothing behind it goes first.
 */
export async function streamToWebhook(database: D1Database, webhook: Webhook): Promise<void> {
  const stream = await takeStream(database, 'webhook');
  if (!stream) return;
  const until = now() + AUDIT_RUN_MS;
  try {
    while (now() < until) {
      const rows = await eventsInOrder(database, stream.sent, Number.MAX_SAFE_INTEGER, AUDIT_WEBHOOK_BATCH);
      const last = rows.at(-1)?.number;
      if (last === undefined) return;
      const message = { type: 'audit.events', events: rows.map(exportedEvent) };
      const id = `audit_${stream.sent + 1}_${last}`;
      const failure = await post(webhook, id, message);
      if (failure !== null) return await failed(database, stream, failure);
      await taken(database, stream, last);
    }
  } finally {
    await giveBack(database, stream);
  }
}

/** @returns why it was not taken, or null */
async function post(webhook: Webhook, id: string, message: object): Promise<string | null> {
  try {
    const { ok, status } = await postSigned(webhook, id, message, AbortSignal.timeout(AUDIT_WEBHOOK_MS));
    return ok ? null : `HTTP ${status}`;
  } catch (error) {
    return error instanceof Error ? error.name : 'Error';
  }
}
