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

/** As `call`, of a request whose answer is a file. */
export async function download<R extends ClientResponse<unknown, number, string>>(
  request: () => Promise<R>,
): Promise<void> {
  const response = await succeed(request);
  const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? 'export';
  const file = await response.blob().catch(() => {
    throw new ProblemError('unreachable');
  });
  const href = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href, download: name });
  link.click();
  // The browser has it by then; without this it would keep it until the page is left.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/**
 * Sends a request and answers its body, or throws a ProblemError. Where the API wants a fresh proof of who you
 * are, or the second step that this session came in without, asks for it and repeats the request; where it wants
 * a sign-in, goes there.
 */
export async function call<R extends ClientResponse<unknown, number, string>>(
  request: () => Promise<R>,
): Promise<Answer<R>> {
  const response = await succeed(request);
  return (response.status === 204 ? undefined : await response.json()) as Answer<R>;
}

/** @param proven a proof was asked for already */
async function succeed<R extends ClientResponse<unknown, number, string>>(
  request: () => Promise<R>,
  proven = false,
): Promise<R> {
  const response = await request().catch(() => {
    throw new ProblemError('unreachable');
  });
  if (response.ok) return response;

  const problem = await ProblemError.fromResponse(response);
  switch (problem.code) {
    case 'level-too-low':
    case 'reauthentication-required':
      if (proven) throw problem;
      await reauthentication.ask();
      return succeed(request, true);
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
