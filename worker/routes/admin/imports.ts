import type { Context } from 'hono';
import { Hono } from 'hono';
import {
  BeginImport,
  ImportPart,
  ImportQuery,
  ReportQuery,
  StartImport,
} from '../../../schema/api/import.ts';
import { fromBase64 } from '../../crypto/base64.ts';
import { randomId } from '../../crypto/random.ts';
import { importObject } from '../../directory/import-home.ts';
import { actorOf } from '../../http/actor-of.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { json } from '../../http/json.ts';
import { may } from '../../http/may.ts';
import { query } from '../../http/query.ts';
import { Refused, unwrap } from '../../refused.ts';

/** Imports of users. What is long is done by the import's own object, after the answer. */
export const imports = new Hono<AppEnv>()
  .get('/', may('people.import'), query(ImportQuery), async (c) => {
    const { before } = c.req.valid('query');
    const { listImports } = await import('../../directory/imports.ts');
    return c.json(await listImports(c.env.DB, before), 200);
  })
  .post('/', json(BeginImport), may('people.import'), async (c) => {
    const begun = { id: randomId(), ...c.req.valid('json'), createdBy: c.get('admin').email };
    const view = await importObject(c.env, begun.id).begin(begun);
    const { insertImport } = await import('../../directory/imports.ts');
    await insertImport(c.env.DB, view);
    return c.json({ import: view }, 201);
  })
  .get('/:id', may('people.import'), async (c) => {
    const { known, object } = await find(c);
    return c.json({ import: (await object.read()) ?? known }, 200);
  })
  .get('/:id/report', may('people.import'), query(ReportQuery), async (c) => {
    const { after, only } = c.req.valid('query');
    const { object } = await find(c);
    return c.json(await object.report(after ?? 0, only), 200);
  })
  .put('/:id/parts', json(ImportPart), may('people.import'), async (c) => {
    const { offset, bytes } = c.req.valid('json');
    const { object } = await find(c);
    const part = fromBase64(bytes);
    if (!part)
      throw new Refused('invalid-request', {
        errors: [{ field: 'bytes', message: 'Give the bytes in Base64' }],
      });
    return c.json({ import: unwrap(await object.append(offset, part)) }, 200);
  })
  .post('/:id/start', json(StartImport), may('people.import', 'fresh'), async (c) => {
    const { invite, reason } = c.req.valid('json');
    const { object } = await find(c);
    const { sessionId } = c.get('admin');
    const starter = { actor: actorOf(c, reason), sessionId, call: c.get('call') };
    return c.json({ import: unwrap(await object.start(starter, invite)) }, 200);
  })
  .post('/:id/cancel', may('people.import'), async (c) => {
    const { object } = await find(c);
    return c.json({ import: unwrap(await object.cancel()) }, 200);
  });

/** An import by the path's id: D1 knows which there are, so that no object is made for one that is not. */
async function find(c: Context<AppEnv>) {
  const id = c.req.param('id')!;
  const { findImport } = await import('../../directory/imports.ts');
  const known = await findImport(c.env.DB, id);
  if (!known) throw new Refused('not-found');
  return { known, object: importObject(c.env, id) };
}
