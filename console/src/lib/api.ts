import { hc } from 'hono/client';
import type { Api } from '../../../worker/app.ts';
import { learnServerTime } from './clock.svelte.ts';
import { language } from './language.svelte.ts';

/** The API as typed functions, asked in the reader's language. The console has no other door to it. */
export const api = hc<Api>('/', {
  fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
    const headers = new Headers(init?.headers);
    headers.set('Accept-Language', language());
    const response = await fetch(input, { ...init, headers });
    learnServerTime(response.headers.get('date'));
    return response;
  },
});
