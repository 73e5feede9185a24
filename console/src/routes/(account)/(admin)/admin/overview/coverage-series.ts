import type { CoverageDay } from '#schema/api/overview.ts';
import { SECOND_STEPS, type SecondStep } from '#schema/api/person.ts';
import { words } from '#lib/language.svelte.ts';
import type { Fill, Series } from './series.ts';

const FILL: Record<SecondStep, Fill> = {
  passkey: 'accent',
  push: 'accent-soft',
  totp: 'accent-faint',
  none: 'rest',
};

/** The strongest second step at the bottom, none on top. */
export function coverageSeries(coverage: CoverageDay[]): Series[] {
  const titles = words().admin.overviewPage.secondSteps;
  const [none, ...steps] = SECOND_STEPS;
  return [...steps, none].map((step) => ({
    id: step,
    title: titles[step],
    values: coverage.map(({ people }) => people[step] ?? 0),
    fill: FILL[step],
  }));
}
