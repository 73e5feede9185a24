import { redirect } from '@sveltejs/kit';
import { navigating } from '$app/state';
import type { ClientResponse } from 'hono/client';
import type { SuccessStatusCode } from 'hono/utils/http-status';
import { ProblemError } from './problem-error.ts';
import { reauthentication } from './reauthentication.svelte.ts';
import { withReturnTo } from './return-to.ts';

/** What a request answers when it succeeds. */
type Answer<R> =
  R extends ClientResponse<infer Body, infer Status, string>
    ? Status extends SuccessStatusCode
      ? Body
      : never
    : never;

/**
 * Sends a request and answers its body, or throws a ProblemError. Where the API wants a fresh proof of who you
 * are, or the second step that this session came in without, asks for it and repeats the request; where it wants
 * a sign-in, goes there.
 * @param proven it was asked for already
 */
export async function call<R extends ClientResponse<unknown, number, string>>(
  request: () => Promise<R>,
  proven = false,
): Promise<Answer<R>> {
  const response = await request().catch(() => {
    throw new ProblemError('unreachable');
  });
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as Answer<R>;

  const problem = await ProblemError.fromResponse(response);
  switch (problem.code) {
    case 'level-too-low':
    case 'reauthentication-required':
      if (proven) throw problem;
      await reauthentication.ask();
      return call(request, true);
    case 'not-signed-in':
      return redirect(303, withReturnTo('/sign-in', here()));
    case 'recovery-session':
      return redirect(303, '/sign-in/lost/set-up');
    case 'enrollment-required':
      return redirect(303, '/security/two-step/set-up');
    case 'second-factor-required':
      return redirect(303, withReturnTo('/sign-in/challenge', here()));
    default:
      throw problem;
  }
}

/** The page that is asked for: while one is being loaded, that one and not the one before. */
function here(): string {
  const { pathname, search } = navigating.to?.url ?? location;
  return pathname + search;
}
