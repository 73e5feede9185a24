import { PASSKEY_WORDS } from './passkeys/words.ts';
import type { ProblemError } from './problem-error.ts';

/** What a refusal means to the person in front of it. */
export function problemWords(problem: ProblemError): string {
  switch (problem.code) {
    case 'unreachable':
      return 'No answer came. Check your connection; what you typed is still here.';
    case 'unexpected':
    case 'unavailable':
      return problem.detail ?? 'Something went wrong on our side. Please try again in a moment.';
    case 'wrong-code':
    case 'wrong-password':
      return `${problem.message}.${triesLeftWords(problem.triesLeft)}`;
    case 'invalid-request':
      return problem.errors[0]?.message ?? problem.detail ?? `${problem.message}.`;
    case 'level-too-low':
      return 'This needs a sign-in with two steps. Sign out, sign in again with both, and try once more.';
    default:
      return PASSKEY_WORDS[problem.code] ?? titleAndDetail(problem);
  }
}

function titleAndDetail(problem: ProblemError): string {
  return problem.detail ? `${problem.message}. ${problem.detail}` : `${problem.message}.`;
}

function triesLeftWords(triesLeft: number | undefined): string {
  if (triesLeft === undefined) return '';
  if (triesLeft === 0) return ' That was the last try.';
  return triesLeft === 1 ? ' You have one try left.' : ` You have ${triesLeft} tries left.`;
}
