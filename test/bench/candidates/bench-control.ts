import { bench } from './bench-state.ts';

/** The bench build's control, on a socket of its own. Requests that are measured do not come through here. */
export const BenchControl = {
  async fetch(request: Request) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/clock') bench.clockOffsetMs = Number(searchParams.get('offset'));
    if (pathname === '/answers') bench.answers = await request.json();
    if (pathname === '/mail') return Response.json(Object.fromEntries(bench.mail));
    return Response.json({ now: bench.now() });
  },
};
