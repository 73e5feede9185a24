import type { CreationOptions, RegistrationCredential } from '#schema/api/passkey.ts';
import { ProblemError } from '../problem-error.ts';
import { browserRefusal } from './browser-refusal.ts';
import { readAuthenticatorData } from './authenticator-data.ts';
import { modelNames } from './model-names.ts';
import { passkeysSupported } from './support.ts';
import { writeRegistration, readCreationOptions } from './webauthn-json.ts';

export interface CreatedPasskey {
  credential: RegistrationCredential;
  /** The authenticator's model by its AAGUID; null where it does not say, or the list does not know. */
  model: string | null;
  attachment: string | null;
  /** It signs in without name and password; else it is a second step. */
  signsInAlone: boolean;
}

/**
 * Lets the browser make a passkey: with its dialog, or, where `quietly` is given, on its own until that signal
 * ends it.
 * @throws ProblemError browser-…
 */
export async function createPasskey(
  options: CreationOptions,
  quietly?: AbortSignal,
): Promise<CreatedPasskey> {
  if (!passkeysSupported()) throw new ProblemError('browser-without-passkeys');
  const made = await create(options, quietly);
  const data = readAuthenticatorData(made.response as AuthenticatorAttestationResponse);
  // Nothing depends on the list of names: without it there is a plainer name.
  const modelOf = await modelNames().catch(() => null);
  const attachment = made.authenticatorAttachment;
  const discoverable = made.getClientExtensionResults().credProps?.rk ?? attachment === 'platform';
  return {
    credential: writeRegistration(made),
    model: (data && modelOf?.(data.aaguid)) ?? null,
    attachment,
    signsInAlone: discoverable && (data?.userVerified ?? true),
  };
}

async function create(options: CreationOptions, quietly?: AbortSignal): Promise<PublicKeyCredential> {
  try {
    const publicKey = readCreationOptions(options);
    const conditional = quietly && { mediation: 'conditional' as const, signal: quietly };
    return (await navigator.credentials.create({ publicKey, ...conditional })) as PublicKeyCredential;
  } catch (error) {
    throw browserRefusal(error);
  }
}
