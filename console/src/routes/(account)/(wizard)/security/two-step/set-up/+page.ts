import { redirect } from '@sveltejs/kit';
import { now } from '#lib/clock.svelte.ts';
import { addressOf, isFresh, owedStep } from './steps.ts';

export const load = async ({ parent }) => {
  const data = await parent();
  redirect(307, addressOf(isFresh(data.session, now()) ? owedStep(data) : 'confirm'));
};
