import type { ChallengeOption } from '#schema/api/session.ts';

/** The codes that push devices show, for when they have no network: one a device. */
export const pushCodes = (options: readonly ChallengeOption[]): ChallengeOption[] =>
  options.filter(({ method, pushDevice, lockedUntil }) => method === 'totp' && pushDevice && !lockedUntil);
