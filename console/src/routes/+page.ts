import { redirect } from '@sveltejs/kit';
import { findSession } from '#lib/find-session.ts';
import { isSignedIn } from '#lib/is-signed-in.ts';

export const load = async () => {
  const session = await findSession();
  redirect(307, session && isSignedIn(session) ? '/security' : '/sign-in');
};
