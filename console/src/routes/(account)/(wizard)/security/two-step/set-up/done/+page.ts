import { redirect } from '@sveltejs/kit';
import { finished } from '../finished.ts';
import { SET_UP } from '../steps.ts';

export const load = async ({ parent }) => {
  const { protection } = await parent();
  const id = finished.read();
  const factor = protection.factors.find((candidate) => candidate.id === id);
  if (!factor) redirect(307, protection.twoStep ? '/security/two-step' : SET_UP);
  return { factor };
};
