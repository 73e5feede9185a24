import { redirect } from '@sveltejs/kit';
import { openStep } from '../open-step.ts';
import { addressOf } from '../steps.ts';

const open = openStep('countersign-push');

export const load = async (event) => {
  await open(event);
  const { offered } = (await event.parent()).protection;
  if (!offered.includes('push')) redirect(307, addressOf('method'));
};
