import type { EventType } from '../../schema/api/event.ts';
import type { Method } from '../../schema/api/method.ts';
import type { EventRow } from '../../schema/user-tables.ts';
import { now } from '../clock.ts';
import { digest } from '../crypto/digest.ts';
import { MESSAGE_EVENTS } from '../delivery/message-for.ts';
import type { Call, User } from './user.ts';

export interface NewEvent {
  type: EventType;
  method?: Method;
  /** The name of the factor that it is about, as it is now. */
  subject?: string;
  sessionId?: string;
  /** What delivery and audit need beyond the columns. Never a secret. */
  detail?: Record<string, string | number | boolean | null>;
}

/** What the first event of a chain stands on. */
export const GENESIS = '';

/** The text that an event's hash is over: the one before it, then every column in a fixed order. */
export function chainText(previousHash: string, epoch: number, event: Omit<EventRow, 'hash'>): string {
  const { seq, at, type, method, subject, session_id, ip, user_agent, place, request_id, detail } = event;
  return JSON.stringify([
    previousHash,
    epoch,
    seq,
    at,
    type,
    method,
    subject,
    session_id,
    ip,
    user_agent,
    place,
    request_id,
    detail,
  ]);
}

function head(user: User): { seq: number; hash: string } {
  user.head ??= user.sql.one<{ seq: number; hash: string }>(
    'SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1',
  );
  return user.head ?? { seq: 0, hash: GENESIS };
}

/** The sequence number that the next event will have. */
export const nextSeq = (user: User) => head(user).seq + 1;

/**
 * Appends an event to the user's hash chain. It belongs in the transaction of the change that it records.
 * The ledger is also the outbox: what is behind the account's cursors still has to be projected to D1 and
 * delivered (worker/user/outbox.ts).
 * @returns the event's sequence number, which the changed rows carry
 */
export function append(user: User, call: Call, event: NewEvent): number {
  const last = head(user);
  const row = {
    seq: last.seq + 1,
    at: now(),
    type: event.type,
    method: event.method ?? null,
    subject: event.subject ?? null,
    session_id: event.sessionId ?? null,
    ip: call.ip,
    user_agent: call.userAgent,
    place: call.place,
    request_id: call.requestId,
    detail: event.detail ? JSON.stringify(event.detail) : '{}',
  };
  const hash = digest(chainText(last.hash, user.account?.epoch ?? 1, row));
  user.sql.all('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', ...Object.values(row), hash);
  user.head = { seq: row.seq, hash };
  // Of most sign-ins nobody is told, and the hot path need not look.
  const ordinary = event.type === 'sign-in.succeeded' && event.detail?.['newDevice'] !== true;
  if (ordinary) return row.seq;
  if (MESSAGE_EVENTS.has(event.type)) user.mailWaits = true;
  // Its app, where it is open, hears of it.
  if (event.type === 'factor.removed' && event.method === 'push') user.pushChanged ??= { begun: null };
  return row.seq;
}
