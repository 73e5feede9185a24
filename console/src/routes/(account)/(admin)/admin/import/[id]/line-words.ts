import type { ImportLine } from '#schema/api/import.ts';
import { words } from '#lib/language.svelte.ts';

/** What became, or would become, of a line. */
export function lineWords({ problem, otherLine, note, outcome }: ImportLine): string {
  const { lineProblems, lineNotes, outcomes } = words().admin.importPage;
  if (problem === 'email-twice') return lineProblems['email-twice'](otherLine ?? 0);
  if (problem) return lineProblems[problem];
  return note ? lineNotes[note] : outcomes[outcome];
}
