import { redirect } from '@sveltejs/kit';
import { api } from '#lib/api.ts';
import { call } from '#lib/call.ts';
import { findSession } from '#lib/find-session.ts';

export const load = async () => {
  const session = await findSession();
  if (session?.stage !== 'recovery') redirect(307, session ? '/sign-in/challenge' : '/sign-in');
  return { session, account: await call(() => api.v1.recovery.account.$get()) };
};
