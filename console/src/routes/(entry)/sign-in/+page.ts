import { redirect } from '@sveltejs/kit';
import { findSession } from '#lib/find-session.ts';
import { returnTo } from '#lib/return-to.ts';

export const load = async ({ url }) => {
  const session = await findSession();
  if (session?.stage === 'full') redirect(307, returnTo(url));
  if (session) redirect(307, `/sign-in/challenge${url.search}`);
};
