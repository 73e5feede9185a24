import { redirect } from '@sveltejs/kit';
import { findSession } from '#lib/find-session.ts';
import { isSignedIn } from '#lib/is-signed-in.ts';
import { returnTo } from '#lib/return-to.ts';

export const load = async ({ url }) => {
  const session = await findSession();
  if (session && isSignedIn(session)) redirect(307, returnTo(url));
  if (session) redirect(307, `/sign-in/challenge${url.search}`);
};
