import { ProblemError } from '#lib/problem-error.ts';
import type { OpenApi } from './openapi.ts';
import { groupsOf } from './operations-of.ts';

export const load = async ({ fetch }) => {
  const response = await fetch('/openapi.json').catch(() => {
    throw new ProblemError('unreachable');
  });
  if (!response.ok) throw await ProblemError.fromResponse(response);
  const document: OpenApi = await response.json();
  return { info: document.info, groups: groupsOf(document) };
};
