import { redirect } from '@sveltejs/kit';
import { api } from '#lib/api.ts';
import { ProblemError } from '#lib/problem-error.ts';
import { withReturnTo } from '#lib/return-to.ts';

/** Who administers here. Anybody else is told at /admin/enter what is missing. */
export const load = async ({ parent, url, untrack }) => {
  const here = untrack(() => url.pathname + url.search);
  await parent();
  const response = await api.v1.admin.session.$get().catch(() => {
    throw new ProblemError('unreachable');
  });
  if (response.ok) return { admin: await response.json() };
  const problem = await ProblemError.fromResponse(response);
  if (problem.status === 403) redirect(307, withReturnTo('/admin/enter', here));
  throw problem;
};
