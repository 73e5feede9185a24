import { redirect } from '@sveltejs/kit';
import { findSession } from '#lib/find-session.ts';
import { isSignedIn } from '#lib/is-signed-in.ts';
import { withReturnTo } from '#lib/return-to.ts';

/** All that is open while policy asks for a second step that is not set up. */
const SET_UP = '/security/two-step/set-up';

export const load = async ({ url, untrack }) => {
  const here = untrack(() => url.pathname + url.search);
  const session = await findSession();
  if (!session) redirect(307, withReturnTo('/sign-in', here));
  if (session.stage === 'recovery') redirect(307, '/sign-in/lost/set-up');
  if (!isSignedIn(session)) redirect(307, withReturnTo('/sign-in/challenge', here));
  if (session.stage === 'enrollment' && !here.startsWith(SET_UP)) redirect(307, SET_UP);
  return { session };
};
