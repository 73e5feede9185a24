import { redirect } from '@sveltejs/kit';
import { findSession } from '#lib/find-session.ts';

export const load = async () => {
  const session = await findSession();
  redirect(307, session?.stage === 'full' ? '/security' : '/sign-in');
};
