import { because } from '../../../schema/api/reason.ts';
import type { EnrollmentConfirmed } from '../../../schema/api/enrollment.ts';
import type { RegistrationCredential } from '../../../schema/api/passkey.ts';
import type { ChallengeRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { config } from '../../config.ts';
import { claimCredential } from '../../directory/claim-credential.ts';
import { judgeModel } from '../../factors/passkey/judge-model.ts';
import { loadMetadata } from '../../factors/passkey/load-metadata.ts';
import type { Metadata } from '../../factors/passkey/metadata-blob.ts';
import type { VerifiedRegistration } from '../../factors/passkey/verify-registration.ts';
import { verifyRegistration } from '../../factors/passkey/verify-registration.ts';
import type { Proof } from '../../policy/levels.ts';
import { passkeyFault, type PasskeyPolicy } from '../../policy/passkey-policy.ts';
import { Refused } from '../../refused.ts';
import { addFactor } from '../factors/add-factor.ts';
import { closeChallenge, openChallenge } from '../challenges/challenge-rows.ts';
import { activeFactor, twoStepOn } from '../factors/factor-rows.ts';
import { append } from '../ledger.ts';
import { passkeyByCredential } from './passkey-rows.ts';
import { bringsCodes, preparePendingCodes } from '../factors/recovery-codes.ts';
import type { SessionToken } from '../sessions/sessions.ts';
import { authenticate } from '../sessions/sessions.ts';
import type { Call, User } from '../user.ts';
import { factorView, sessionView } from '../views.ts';

export interface PasskeyConfirmation {
  /** The enrollment's id, which is the WebAuthn challenge too. */
  id: string;
  credential: RegistrationCredential;
  /** What the person, or his browser by the authenticator's model, calls it. */
  name: string | undefined;
}

/**
 * Registers a passkey. The challenge is taken before anything is verified; its answer counts once, right or
 * wrong, and a wrong one is written down. The credential's id is claimed for this account across the fleet before
 * it is stored.
 * @throws Refused passkey-…, recovery-codes-required, method-not-available, unavailable: the metadata service's BLOB cannot be trusted
 */
export async function confirmPasskey(
  user: User,
  env: Env,
  call: Call,
  token: SessionToken | null,
  { id, credential, name: wished }: PasskeyConfirmation,
): Promise<EnrollmentConfirmed & { token: SessionToken }> {
  const session = authenticate(user, token, 'fresh', true);
  const challenge = openChallenge(user, id, session.id, ['enrollment']);
  if (challenge.method !== 'passkey') throw new Refused('method-not-available');
  if (challenge.mediation === 'conditional' && !twoStepOn(user)) throw new Refused('method-not-available');
  const codes = bringsCodes(user, session) ? await preparePendingCodes(user, session) : null;
  const metadata = await loadMetadata(env.ASSETS);
  if (!closeChallenge(user, id)) throw new Refused('code-expired', because('begin-again'));

  const name = wished ?? challenge.name!;
  try {
    const registration = await register(credential, challenge, metadata, user.policy.passkeys);
    const { credentialId } = registration.parameters;
    if (passkeyByCredential(user, credentialId)) throw new Refused('passkey-exists');
    if (!(await claimCredential(env.DB, credentialId, user.id))) throw new Refused('passkey-exists');

    const raised = user.transaction(() => {
      if (passkeyByCredential(user, credentialId)) throw new Refused('passkey-exists');
      return addFactor(user, call, token, {
        method: 'passkey',
        name,
        proof: proofOf(challenge, registration),
        codes,
        insert: (seq) => insertPasskey(user, id, name, registration, seq),
      });
    });
    return {
      token: raised,
      factor: factorView(activeFactor(user, id)!),
      session: sessionView(user, session.id),
    };
  } catch (error) {
    if (error instanceof Refused) {
      const { problem } = error.refusal;
      const about = { method: 'passkey', subject: name, sessionId: session.id } as const;
      append(user, call, { type: 'challenge.failed', ...about, detail: { problem } });
    }
    throw error;
  }
}

async function register(
  credential: RegistrationCredential,
  challenge: ChallengeRow,
  metadata: Metadata | null,
  passkeyPolicy: PasskeyPolicy,
): Promise<VerifiedRegistration> {
  const registration = await verifyRegistration(credential, {
    type: 'webauthn.create',
    challenge: challenge.id,
    origins: [config.origin, ...config.relatedOrigins],
    rpId: config.rpId,
    requireUserVerification: passkeyPolicy.requireUserVerification,
    conditional: challenge.mediation === 'conditional',
  });
  if (typeof registration === 'string') throw new Refused(registration);
  const { parameters, certificates } = registration;
  const shown = { aaguid: parameters.aaguid, certificates };
  const word = metadata ? await judgeModel(metadata, shown, now()) : undefined;
  const fault = passkeyFault({ ...parameters, metadata: word }, passkeyPolicy);
  if (fault) throw new Refused('passkey-not-allowed', fault);
  return registration;
}

/** A passkey that the browser made on its own shows nothing of the person, whatever its flags say. */
const proofOf = ({ mediation }: ChallengeRow, { parameters }: VerifiedRegistration): Proof | null => {
  if (mediation === 'conditional') return null;
  return parameters.userVerified ? 'passkey-verified' : 'passkey';
};

function insertPasskey(
  user: User,
  id: string,
  name: string,
  { parameters, counter }: VerifiedRegistration,
  seq: number,
): void {
  user.sql.all(
    `INSERT INTO factors (id, method, name, state, parameters, created_at, watermark, seq)
       VALUES (?, 'passkey', ?, 'active', ?, ?, ?, ?)`,
    id,
    name,
    JSON.stringify(parameters),
    now(),
    counter,
    seq,
  );
}
