import { sql } from 'drizzle-orm';
import { Hono } from 'hono';
import { AuditQuery, ExportEvents } from '../../../schema/api/audit.ts';
import { csvLines, jsonLines, streamOf } from '../../audit/export-events.ts';
import { isFiltered, listEvents, readFilter } from '../../audit/find-events.ts';
import { pagesFound, pagesOfRange } from '../../audit/pages.ts';
import { readAuditState } from '../../audit/read-audit-state.ts';
import { signHead } from '../../audit/sign-head.ts';
import { now } from '../../clock.ts';
import { commitWithEvent } from '../../directory/service-ledger.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { json, parse } from '../../http/json.ts';
import { may } from '../../http/may.ts';

const TYPES = { jsonl: 'application/jsonl; charset=utf-8', csv: 'text/csv; charset=utf-8' };

/** The audit log. */
export const auditEvents = new Hono<AppEnv>()
  .get('/', may('audit.read'), async (c) => {
    const query = parse(AuditQuery, c.req.query());
    return c.json(await listEvents(c.env.DB, query), 200);
  })
  .get('/state', may('audit.read'), async (c) => c.json(await readAuditState(c.env), 200))
  .post('/export', json(ExportEvents), may('audit.export', 'fresh'), async (c) => {
    const { format, ...wanted } = c.req.valid('json');
    const { userId, role, sessionId } = c.get('admin');
    const { DB } = c.env;
    const filter = await readFilter(DB, wanted);
    const whole = !isFiltered(filter);
    await commitWithEvent(
      DB,
      {
        call: c.get('call'),
        type: 'audit.exported',
        sessionId,
        // What it is filtered by is text of whoever asks: it names no member of this.
        detail: { actor: userId, actorRole: role, format, ...(!whole && { filter: JSON.stringify(wanted) }) },
      },
      sql`true`,
      [],
    );
    const head = await signHead(DB);
    const pages = whole ? pagesOfRange(DB, 0, head.size) : pagesFound(DB, filter, head.size);
    const about = { at: now(), filter: whole ? null : { ...filter }, after: { size: 0, peaks: [] } };
    const parts = format === 'csv' ? csvLines(pages) : jsonLines(about, pages, head);
    const name = `audit-${head.at.replaceAll(':', '-').slice(0, 19)}.${format}`;
    return c.body(streamOf(parts), 200, {
      'Content-Type': TYPES[format],
      'Content-Disposition': `attachment; filename="${name}"`,
    });
  });
