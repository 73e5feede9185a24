import { faultWords } from './fault-words.ts';
import { words } from './language.svelte.ts';
import type { ProblemError } from './problem-error.ts';

/** What a refusal means to the person in front of it: what happened, why, and the tries that are left. */
export function problemWords({ code, reason, errors: [fault], triesLeft }: ProblemError): string {
  const { problems, reasons, triesLeft: triesLeftWords } = words();
  if (code === 'invalid-request' && fault) return faultWords(fault);
  if (code === 'unavailable' && reason) return reasons[reason];
  return [
    problems[code],
    reason ? reasons[reason] : '',
    triesLeft === undefined ? '' : triesLeftWords(triesLeft),
  ]
    .filter(Boolean)
    .join(' ');
}
