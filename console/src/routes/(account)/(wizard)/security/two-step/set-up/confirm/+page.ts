import { redirect } from '@sveltejs/kit';
import { now } from '#lib/clock.svelte.ts';
import { addressOf, isFresh, owedStep } from '../steps.ts';

export const load = async ({ parent }) => {
  const data = await parent();
  if (isFresh(data.session, now())) redirect(307, addressOf(owedStep(data)));
};
