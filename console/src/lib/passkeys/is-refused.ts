import { ProblemError, type RefusalCode } from '../problem-error.ts';

/** After these it is not known, or not true, that the API has no such passkey. */
const MAY_BE_THERE = new Set<RefusalCode>(['unreachable', 'unexpected', 'unavailable', 'passkey-exists']);

/** Whether the API surely did not take a new passkey, so that the device need not keep it. */
export const isRefused = (error: unknown): boolean =>
  error instanceof ProblemError && !MAY_BE_THERE.has(error.code);
