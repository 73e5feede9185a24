import { redirect } from '@sveltejs/kit';
import { api } from '#lib/api.ts';
import { ProblemError } from '#lib/problem-error.ts';
import { returnTo } from '#lib/return-to.ts';

/** What is missing for the administrators' pages; with nothing missing, on to them. */
export const load = async ({ parent, url }) => {
  await parent();
  const response = await api.v1.admin.session.$get().catch(() => {
    throw new ProblemError('unreachable');
  });
  if (response.ok) redirect(307, returnTo(url, '/admin'));
  const problem = await ProblemError.fromResponse(response);
  if (problem.status !== 403) throw problem;
  return { missing: problem.code };
};
