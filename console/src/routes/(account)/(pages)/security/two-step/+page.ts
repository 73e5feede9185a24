import { loadFactors } from '#lib/load-factors.ts';

export const load = async ({ parent }) => {
  await parent();
  return { protection: await loadFactors() };
};
