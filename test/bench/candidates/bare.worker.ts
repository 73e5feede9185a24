/** The bare limit: a Worker that makes one Durable Object call with one SQLite write, and nothing else. */
import { DurableObject } from 'cloudflare:workers';

interface Bindings {
  OBJECTS: DurableObjectNamespace<BareObject>;
}

export class BareObject extends DurableObject<Bindings> {
  #sql: SqlStorage;

  constructor(state: DurableObjectState, env: Bindings) {
    super(state, env);
    this.#sql = state.storage.sql;
  }

  create() {
    this.#sql.exec('CREATE TABLE counter (id INTEGER PRIMARY KEY, value INTEGER NOT NULL)');
    this.#sql.exec('INSERT INTO counter VALUES (1, 0)');
  }

  write() {
    this.#sql.exec('UPDATE counter SET value = value + 1 WHERE id = 1');
  }
}

export default {
  async fetch(request: Request, env: Bindings) {
    const path = new URL(request.url).pathname;
    if (path.startsWith('/create/')) {
      await env.OBJECTS.get(env.OBJECTS.idFromName(path.slice(8))).create();
      return new Response('made');
    }
    await env.OBJECTS.get(env.OBJECTS.idFromName(path.slice(1))).write();
    return new Response('done');
  },
};
