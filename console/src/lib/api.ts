import { hc } from 'hono/client';
import type { Api } from '../../../worker/app.ts';
import { learnServerTime } from './clock.svelte.ts';

/** The API as typed functions. The console has no other door to it. */
export const api = hc<Api>('/', {
  fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
    const response = await fetch(input, init);
    learnServerTime(response.headers.get('date'));
    return response;
  },
});
