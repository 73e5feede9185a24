import type { FactorList } from '#schema/api/factor.ts';
import type { Session } from '#schema/api/session.ts';
import { passkeysSupported } from './support.ts';

/**
 * Tells the browser which passkeys are still good, so that it stops to offer dead ones (WebAuthn Level 3 section
 * 5.1.10). A user's id is his user handle already. A browser without it, or that refuses, loses nothing.
 */
export async function signalAccepted({ factors, rpId }: FactorList, user: Session['user']): Promise<void> {
  if (!passkeysSupported()) return;
  const allAcceptedCredentialIds = factors.flatMap(({ passkey }) => passkey?.credentialId ?? []);
  const details = { rpId, userId: user.id, name: user.email, displayName: user.email };
  await Promise.allSettled([
    PublicKeyCredential.signalAllAcceptedCredentials?.({ rpId, userId: user.id, allAcceptedCredentialIds }),
    PublicKeyCredential.signalCurrentUserDetails?.(details),
  ]);
}

/** Tells the browser of a passkey that was just refused because nobody has it. */
export async function signalUnknown(rpId: string, credentialId: string): Promise<void> {
  await PublicKeyCredential.signalUnknownCredential?.({ rpId, credentialId }).catch(() => {});
}
