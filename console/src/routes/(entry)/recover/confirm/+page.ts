import { redirect } from '@sveltejs/kit';
import { recoverFlow } from '#lib/pending-flow.ts';

export const load = () => {
  const flow = recoverFlow.read();
  if (!flow) redirect(307, '/recover');
  return { flow };
};
