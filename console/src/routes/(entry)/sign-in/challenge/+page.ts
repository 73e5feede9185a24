import { redirect } from '@sveltejs/kit';
import { findSession } from '#lib/find-session.ts';
import { isSignedIn } from '#lib/is-signed-in.ts';
import { returnTo, withReturnTo } from '#lib/return-to.ts';

export const load = async ({ url }) => {
  const session = await findSession();
  if (!session) redirect(307, `/sign-in${url.search}`);
  if (isSignedIn(session)) redirect(307, returnTo(url));
  if (session.stage === 'recovery') redirect(307, '/sign-in/lost/set-up');
  if (session.pass === 'offered' && session.options.length === 0)
    redirect(307, withReturnTo('/sign-in/pass', returnTo(url)));
  return { session };
};
