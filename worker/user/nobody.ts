import type { Call } from './user.ts';

/** The object itself, at no request's wish: who did what the outbox records. */
export const NOBODY: Call = { ip: null, userAgent: '', place: null, language: null, requestId: 'outbox' };
