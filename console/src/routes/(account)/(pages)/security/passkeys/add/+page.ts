import { redirect } from '@sveltejs/kit';
import { loadFactors } from '#lib/load-factors.ts';

export const load = async ({ parent }) => {
  await parent();
  const { twoStep, factors } = await loadFactors();
  if (!twoStep) redirect(307, '/security/two-step/set-up');
  return { taken: factors.map(({ name }) => name) };
};
