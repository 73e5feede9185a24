import type { AssertionCredential, RequestOptions } from '#schema/api/passkey.ts';
import { ProblemError } from '../problem-error.ts';
import { browserRefusal } from './browser-refusal.ts';
import { passkeysSupported } from './support.ts';
import { readRequestOptions, writeAssertion } from './webauthn-json.ts';

/**
 * Lets the browser ask for a passkey: in its dialog, or, where `autofill` is given, among the suggestions of a
 * text field until that signal ends it.
 * @throws ProblemError browser-…
 */
export async function getPasskey(
  options: RequestOptions,
  autofill?: AbortSignal,
): Promise<AssertionCredential> {
  if (!passkeysSupported()) throw new ProblemError('browser-without-passkeys');
  try {
    const publicKey = readRequestOptions(options);
    const answer = await navigator.credentials.get({
      publicKey,
      ...(autofill && { mediation: 'conditional', signal: autofill }),
    });
    return writeAssertion(answer as PublicKeyCredential);
  } catch (error) {
    throw browserRefusal(error);
  }
}
