import type { AssertionCredential } from '#schema/api/passkey.ts';
import type { Session } from '#schema/api/session.ts';
import { api } from '../api.ts';
import { call } from '../call.ts';
import { ProblemError } from '../problem-error.ts';
import { inTime } from './in-time.ts';
import { signalUnknown } from './signals.ts';

const ACCOUNT_HANDLE = /^[\w-]{22}$/;

/** Signing in with a passkey alone: options for the browser, and the flow to answer with, once. */
export const beginPasskeySignIn = () => call(() => api.v1['sign-in'].passkey.$post());

/**
 * Answers it.
 * @throws ProblemError passkey-…
 */
export async function finishPasskeySignIn(
  { flow, options }: Awaited<ReturnType<typeof beginPasskeySignIn>>,
  credential: AssertionCredential,
): Promise<Session> {
  const json = { flow, credential };
  try {
    return (await inTime(() => call(() => api.v1['sign-in'].passkey.verify.$post({ json })))).session;
  } catch (error) {
    const unknown = error instanceof ProblemError && error.code === 'passkey-unknown';
    // One of another handle is no account's: this device may approve requests with it.
    if (unknown && ACCOUNT_HANDLE.test(credential.response.userHandle ?? '')) {
      await signalUnknown(options.rpId, credential.id);
    }
    throw error;
  }
}
