import type { Purpose } from '#schema/api/challenge.ts';
import type { Session } from '#schema/api/session.ts';
import { api } from '../api.ts';
import { call } from '../call.ts';
import { ProblemError } from '../problem-error.ts';
import { getPasskey } from './get-passkey.ts';
import { inTime } from './in-time.ts';

/**
 * Answers a challenge with one of the account's passkeys. Each try has a challenge of its own.
 * @throws ProblemError browser-…, passkey-…
 */
export async function proveWithPasskey(purpose: Purpose, remember = false): Promise<Session> {
  const { challenge } = await call(() => api.v1.challenges.$post({ json: { purpose, method: 'passkey' } }));
  if (!challenge.options) throw new ProblemError('unexpected');
  const credential = await getPasskey(challenge.options);
  const answer = {
    param: { id: challenge.id },
    json: { credential, ...(remember && { rememberDevice: true }) },
  };
  return (await inTime(() => call(() => api.v1.challenges[':id'].verify.$post(answer)))).session;
}
