import { redirect } from '@sveltejs/kit';
import { findSession } from '#lib/find-session.ts';
import { withReturnTo } from '#lib/return-to.ts';

export const load = async ({ url, untrack }) => {
  const here = untrack(() => url.pathname + url.search);
  const session = await findSession();
  if (!session) redirect(307, withReturnTo('/sign-in', here));
  if (session.stage === 'recovery') redirect(307, '/sign-in/lost/set-up');
  if (session.stage !== 'full') redirect(307, withReturnTo('/sign-in/challenge', here));
  return { session };
};
