import { redirect } from '@sveltejs/kit';
import { finished } from '../finished.ts';
import { SET_UP } from '../steps.ts';

export const load = async ({ parent }) => {
  const { protection } = await parent();
  const end = finished.read();
  const factor = protection.factors.find((candidate) => candidate.id === end?.factorId);
  if (!factor) redirect(307, protection.twoStep ? '/security/two-step' : SET_UP);
  return { factor, signsInAlone: end?.signsInAlone ?? false };
};
