import type { SQL } from 'drizzle-orm';
import { and, desc, eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { EventType } from '../../schema/api/event.ts';
import { events } from '../../schema/tables.ts';
import { now } from '../clock.ts';
import { digest } from '../crypto/digest.ts';
import { chainText, GENESIS } from '../user/ledger.ts';
import type { Call } from '../user/user.ts';
import { prepare } from './prepare.ts';

/**
 * The ledger of what concerns the service and no single account: roles, policy, exports. It is a hash chain as each
 * user's is, under the name SERVICE; D1 is its only home, so an event is committed in the batch of its change.
 */
export const SERVICE = 'service';
const EPOCH = 1;
/** Two that append at once take the same number, and one of them begins again. */
const TRIES = 8;

export interface ServiceEvent {
  call: Call;
  type: EventType;
  sessionId: string;
  /** `by(actor)` and what was done. Never a secret. */
  detail: Record<string, string | number | boolean | null>;
}

/**
 * Runs statements and appends their event in one commit, all under one condition.
 * @param condition SQL that each statement repeats in its own WHERE
 * @returns whether the condition held
 * @throws Error when D1 cannot take it; nothing was written then
 */
export async function commitWithEvent(
  database: D1Database,
  event: ServiceEvent,
  condition: SQL,
  statements: SQL[],
): Promise<boolean> {
  const db = drizzle(database);
  const { call, type, sessionId, detail } = event;
  for (let tries = TRIES; ; tries--) {
    const [last] = await db
      .select({ seq: events.seq, hash: events.hash })
      .from(events)
      .where(and(eq(events.userId, SERVICE), eq(events.epoch, EPOCH)))
      .orderBy(desc(events.seq))
      .limit(1);
    const row = {
      seq: (last?.seq ?? 0) + 1,
      at: now(),
      type,
      method: null,
      subject: null,
      session_id: sessionId,
      ip: call.ip,
      user_agent: call.userAgent,
      place: call.place,
      request_id: call.requestId,
      detail: JSON.stringify(detail),
    };
    const hash = digest(chainText(last?.hash ?? GENESIS, EPOCH, row));
    const values = sql.join(
      [SERVICE, EPOCH, ...Object.values(row), hash].map((value) => sql`${value}`),
      sql`, `,
    );
    const append = sql`INSERT INTO events (user_id, epoch, seq, at, type, method, subject, session_id, ip, user_agent,
      place, request_id, detail, hash) SELECT ${values} WHERE ${condition}`;
    try {
      const [appended] = await database.batch(
        [append, ...statements].map((statement) => prepare(database, statement)),
      );
      return appended!.meta.changes === 1;
    } catch (error) {
      if (
        tries === 0 ||
        !String(error instanceof Error && error.cause ? error.cause : error).includes('UNIQUE')
      )
        throw error;
    }
  }
}
