import type { FactorList } from '#schema/api/factor.ts';
import type { Session } from '#schema/api/session.ts';

export const SET_UP = '/security/two-step/set-up';

/** The steps in their order; the address of each is its slug under SET_UP. */
export const STEPS = [
  { slug: 'confirm', onlyFirstTime: false },
  { slug: 'recovery-method', onlyFirstTime: true },
  { slug: 'recovery-codes', onlyFirstTime: true },
  { slug: 'method', onlyFirstTime: false },
  { slug: 'passkey', onlyFirstTime: false },
  { slug: 'countersign-push', onlyFirstTime: false },
  { slug: 'authenticator-app', onlyFirstTime: false },
] as const;

/** The last step is one of these, as was chosen. */
const METHOD_STEPS: readonly string[] = ['passkey', 'countersign-push', 'authenticator-app'];

export type StepSlug = (typeof STEPS)[number]['slug'];

export const addressOf = (slug: StepSlug | 'done'): string => `${SET_UP}/${slug}`;

/** Someone who has two-step verification already adds a method only. */
export function stepsFor({ twoStep }: FactorList, current: string) {
  const last = METHOD_STEPS.includes(current) ? current : METHOD_STEPS[0];
  return STEPS.filter(({ slug, onlyFirstTime }) =>
    METHOD_STEPS.includes(slug) ? slug === last : !(twoStep && onlyFirstTime),
  );
}

export type Progress = { protection: FactorList; codesSaved: boolean };

/** The first step after the password that is still owed. */
export function owedStep({ protection, codesSaved }: Progress): StepSlug {
  if (protection.twoStep) return 'method';
  if (!protection.factors.some(({ use }) => use === 'recovery')) return 'recovery-method';
  return protection.recoveryCodes.state === 'pending' && codesSaved ? 'method' : 'recovery-codes';
}

/** Whether a step may be open now: no step is reached before the ones that it needs. */
export function mayOpen(slug: StepSlug, progress: Progress): boolean {
  const order = STEPS.map((step) => step.slug);
  const owed = owedStep(progress);
  return owed === 'method' || order.indexOf(slug) <= order.indexOf(owed);
}

export const isFresh = (session: Session, nowMs: number): boolean =>
  Date.parse(session.reauthenticatedUntil) > nowMs;
