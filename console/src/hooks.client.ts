import type { HandleClientError } from '@sveltejs/kit/hooks';
import { ProblemError } from '#lib/problem-error.ts';

/** What an error page may know: whether anything was reached at all, and what to quote. */
export const handleError: HandleClientError = ({ error }) => {
  if (!(error instanceof ProblemError)) return;
  const { message, code, requestId } = error;
  return { message, offline: code === 'unreachable', refused: code === 'not-permitted', requestId };
};
