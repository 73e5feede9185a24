import type { Context } from 'hono';
import type { Problem } from '../schema/api/problem.ts';
import { PROBLEMS, problemType } from '../schema/api/problem.ts';
import type { Refusal } from './refused.ts';
import { now, SECOND } from './clock.ts';

/** A refusal as an RFC 9457 problem document, with Retry-After where there is something to wait for. */
export function problem(c: Context, { problem: code, ...detail }: Refusal): Response {
  const [status, title] = PROBLEMS[code];
  const body: Problem = {
    type: problemType(code),
    title,
    status,
    instance: `urn:countersign:request:${c.get('requestId')}`,
    ...detail,
  };
  const retryAfter = detail.retryAt
    ? Math.max(1, Math.ceil((Date.parse(detail.retryAt) - now()) / SECOND))
    : status === 503
      ? 5
      : undefined;
  return c.body(JSON.stringify(body), status, {
    'Content-Type': 'application/problem+json',
    ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
  });
}
