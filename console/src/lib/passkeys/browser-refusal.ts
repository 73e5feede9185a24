import { ProblemError, type RefusalCode } from '../problem-error.ts';

/** What the browser itself refuses, by the names of its errors (WebAuthn Level 3 sections 5.1.3 and 5.1.4). */
const BY_NAME: Record<string, RefusalCode> = {
  NotAllowedError: 'browser-cancelled',
  AbortError: 'browser-cancelled',
  InvalidStateError: 'browser-has-passkey',
  SecurityError: 'browser-wrong-address',
  NotSupportedError: 'browser-cannot-make',
  ConstraintError: 'browser-cannot-make',
};

/** Says of an error of `navigator.credentials` what it means, as a refusal like those of the API. */
export function browserRefusal(error: unknown): ProblemError {
  const name = error instanceof Error ? error.name : '';
  return new ProblemError(BY_NAME[name] ?? 'browser-failed');
}
