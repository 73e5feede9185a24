import { redirect } from '@sveltejs/kit';
import { signUpFlow } from '#lib/pending-flow.ts';

export const load = ({ url }) => {
  const flow = signUpFlow.read();
  if (!flow) redirect(307, `/sign-up${url.search}`);
  return { flow };
};
