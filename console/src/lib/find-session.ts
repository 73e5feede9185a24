import type { Session } from '#schema/api/session.ts';
import { api } from './api.ts';
import { ProblemError } from './problem-error.ts';

/** Who is signed in, if anybody. */
export async function findSession(): Promise<Session | null> {
  const response = await api.v1.session.$get().catch(() => {
    throw new ProblemError('unreachable');
  });
  if (response.ok) return (await response.json()).session;
  const problem = await ProblemError.fromResponse(response);
  if (problem.code === 'not-signed-in') return null;
  throw problem;
}
