/** The least that a question to D1 costs: a Worker that reads one row by its id, and nothing else. */
export default {
  async fetch(request: Request, { DB }: { DB: D1Database }) {
    const id = new URL(request.url).pathname.slice(1);
    return Response.json(await DB.prepare('SELECT * FROM users WHERE id = ?').bind(id).first());
  },
};
