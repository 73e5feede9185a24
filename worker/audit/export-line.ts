/** An event of D1 with the hash of the one before it in its chain ('' for the first). */
export interface ExportedRow {
  number: number;
  user_id: string;
  epoch: number;
  seq: number;
  at: number;
  type: string;
  method: string | null;
  subject: string | null;
  session_id: string | null;
  ip: string | null;
  user_agent: string;
  place: string | null;
  request_id: string;
  detail: string;
  previous: string;
  hash: string;
  email: string | null;
  actor: string | null;
}

/**
 * An event as it is exported and handed on: all that its hash is over, in this order, and that hash. Ids only: whose
 * they are is the directory's to say, and to forget.
 */
export const exportedEvent = (row: ExportedRow) => ({
  number: row.number,
  user: row.user_id,
  epoch: row.epoch,
  seq: row.seq,
  at: new Date(row.at).toISOString(),
  type: row.type,
  method: row.method,
  subject: row.subject,
  session: row.session_id,
  ip: row.ip,
  userAgent: row.user_agent,
  place: row.place,
  requestId: row.request_id,
  detail: JSON.parse(row.detail) as Record<string, unknown>,
  previous: row.previous,
  hash: row.hash,
});
