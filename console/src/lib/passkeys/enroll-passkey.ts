import type { Factor } from '#schema/api/factor.ts';
import { api } from '../api.ts';
import { call } from '../call.ts';
import { ProblemError } from '../problem-error.ts';
import { createPasskey, type CreatedPasskey } from './create-passkey.ts';
import { inTime } from './in-time.ts';
import { isRefused } from './is-refused.ts';
import { signalUnknown } from './signals.ts';
import { suggestName } from './suggest-name.ts';

export interface AddedPasskey extends Pick<CreatedPasskey, 'signsInAlone'> {
  factor: Factor;
}

/**
 * Adds a passkey to the account, from the browser's dialog to its name.
 * @param taken names that others have
 * @param quietly the browser makes it on its own, without a dialog, until this ends it
 * @throws ProblemError browser-…, passkey-…
 */
export async function enrollPasskey(taken: readonly string[], quietly?: AbortSignal): Promise<AddedPasskey> {
  const json = { method: 'passkey', mediation: quietly && 'conditional' } as const;
  const { enrollment } = await call(() => api.v1.enrollments.$post({ json }));
  if (enrollment.method !== 'passkey') throw new ProblemError('unexpected');
  const { id, options } = enrollment;
  const made = await createPasskey(options, quietly);
  const answer = { credential: made.credential, name: suggestName(made, taken) };
  try {
    const confirm = () => api.v1.enrollments[':id'].confirm.$post({ param: { id }, json: answer });
    const { factor } = await inTime(() => call(confirm));
    return { factor, signsInAlone: made.signsInAlone };
  } catch (error) {
    // The device keeps what we refused: it should not offer it.
    if (isRefused(error)) await signalUnknown(options.rp.id, made.credential.id);
    throw error;
  }
}
