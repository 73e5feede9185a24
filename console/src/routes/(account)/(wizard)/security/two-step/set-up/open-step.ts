import { redirect } from '@sveltejs/kit';
import { addressOf, mayOpen, owedStep, type Progress, type StepSlug } from './steps.ts';

/** The load function of a step: turns back to the step that is owed when this one comes too early. */
export const openStep =
  (slug: StepSlug) =>
  async ({ parent }: { parent: () => Promise<Progress> }) => {
    const progress = await parent();
    if (!mayOpen(slug, progress)) redirect(307, addressOf(owedStep(progress)));
  };
