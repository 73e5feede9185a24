import { openStep } from '../open-step.ts';

export const load = openStep('recovery-method');
