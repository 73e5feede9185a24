import type { Challenge } from '../../schema/api/challenge.ts';
import type { Event } from '../../schema/api/event.ts';
import type { Factor } from '../../schema/api/factor.ts';
import type { RememberedDevice } from '../../schema/api/remembered-device.ts';
import type { RequestOptions } from '../../schema/api/passkey.ts';
import type { Recovery, Session, SessionRow as SessionRowView } from '../../schema/api/session.ts';
import type {
  ChallengeRow,
  EventRow,
  FactorRow,
  RecoveryRow,
  RememberedDeviceSummary,
  SessionRow,
} from '../../schema/user-tables.ts';
import { MINUTE, now } from '../clock.ts';
import { passkeyParameters } from '../factors/passkey/passkey-parameters.ts';
import { pushParameters } from '../factors/push/push-parameters.ts';
import { amrOf, requiredLevel } from '../policy/levels.ts';
import { resendPause, TRIES_PER_CHALLENGE } from '../policy/limits.ts';
import { challengeOptions } from './challenges/options.ts';
import { describeDevice } from './sign-in/describe-device.ts';
import { isSecondStep, twoStepOn } from './factors/factor-rows.ts';
import { maskAddress } from './sending/mask-address.ts';
import { recoveryOptions } from './recovery/recovery-options.ts';
import { recoveryFor } from './recovery/recovery-rows.ts';
import { endOfMemory } from './sessions/remembered-devices.ts';
import { enrollmentDue } from './sign-in/enrollment-due.ts';
import { endOf, methodsOf, sessionRow } from './sessions/sessions.ts';
import { stageOf } from './sign-in/stage-of.ts';
import { stoppableAct } from './administered/stoppable-act.ts';
import type { User } from './user.ts';

/** Rows of the object as the API shows them (schema/api): instants as ISO 8601, addresses masked, no secrets. */

export const instant = (ms: number) => new Date(ms).toISOString();

export function sessionView(user: User, id: string): Session {
  const row = sessionRow(user, id)!;
  const recovery = recoveryFor(user, row);
  const stage = stageOf(user, row);
  return {
    id: row.id,
    user: { id: user.id, email: user.account!.email!, name: user.account!.name },
    stage,
    enrollmentDue: enrollmentDue(user, row),
    level: row.level,
    requiredLevel: requiredLevel(twoStepOn(user)),
    amr: amrOfSession(row),
    createdAt: instant(row.created_at),
    expiresAt: instant(row.stage === 'full' ? endOf(user, row) : row.expires_at),
    reauthenticatedUntil: instant(row.reauthenticated_at + user.policy.reauthenticationMinutes * MINUTE),
    rememberDeviceDays: user.policy.rememberDeviceDays,
    options: stage === 'recovery' ? [] : challengeOptions(user, row),
    recoveryOptions: row.stage === 'second-factor' ? recoveryOptions(user) : [],
    pass: row.stage === 'second-factor' ? passState(user) : 'none',
    role: user.account!.role,
    recovery: recovery ? recoveryView(recovery) : null,
    stoppableAct: row.stage === 'full' ? stoppableAct(user) : null,
  };
}

/** What the account's row alone says of a temporary access pass. */
function passState({ account }: User): Session['pass'] {
  if (account!.pass_until > now()) return 'offered';
  return account!.enroll === 'with-pass' ? 'needed' : 'none';
}

/** A session of recovery has proven its path, not two factors: a texted code is none there. */
const amrOfSession = (row: SessionRow) =>
  amrOf(methodsOf(row)).filter((value) => row.stage !== 'recovery' || value !== 'mfa');

export const recoveryView = (row: RecoveryRow): Recovery => ({
  id: row.id,
  cause: row.path === 'pass' || row.path === 'required' ? row.path : 'lost',
  state: now() < row.ready_at ? 'waiting' : 'ready',
  requestedAt: instant(row.requested_at),
  readyAt: instant(row.ready_at),
  expiresAt: instant(row.expires_at),
});

export const sessionRowView = (row: SessionRow, currentId: string): SessionRowView => ({
  ...openSessionView(row),
  current: row.id === currentId,
});

/** The same for who looks from elsewhere. */
export const openSessionView = (row: SessionRow): Omit<SessionRowView, 'current'> => ({
  id: row.id,
  level: row.level,
  amr: amrOf(methodsOf(row)),
  device: describeDevice(row.user_agent),
  place: row.place,
  ip: row.ip,
  createdAt: instant(row.created_at),
  lastSeenAt: instant(row.last_seen_at),
});

export const rememberedDeviceView = (
  row: RememberedDeviceSummary,
  days: number,
  ownId?: string,
): RememberedDevice => ({
  ...deviceView(row, days),
  current: row.id === ownId,
});

/** The same for who looks from elsewhere. */
export const deviceView = (
  row: RememberedDeviceSummary,
  days: number,
): Omit<RememberedDevice, 'current'> => ({
  id: row.id,
  device: describeDevice(row.user_agent),
  place: row.place,
  ip: row.ip,
  rememberedAt: instant(row.created_at),
  lastUsedAt: instant(row.last_used_at),
  until: instant(endOfMemory(row, days)),
});

export const factorView = (row: FactorRow): Factor => ({
  id: row.id,
  method: row.method,
  name: row.name,
  use: isSecondStep(row.method) || row.method === 'password' ? 'sign-in' : 'recovery',
  address: row.address && maskAddress(row.address),
  passkey: row.method === 'passkey' ? passkeyView(row) : null,
  verifies: row.method === 'push' && Boolean(pushParameters(row).verification),
  preferred: row.preferred === 1,
  createdAt: instant(row.created_at),
  lastUsedAt: row.last_used_at === null ? null : instant(row.last_used_at),
  lastUsedFrom: row.last_used_from,
  state: row.disabled_at === null ? 'active' : 'disabled',
});

function passkeyView(row: FactorRow): Factor['passkey'] {
  const { credentialId, aaguid, backupEligible, backedUp, transports } = passkeyParameters(row);
  return { credentialId, aaguid, synced: backupEligible, backedUp, transports };
}

export const challengeView = (row: ChallengeRow, options: RequestOptions | null = null): Challenge => ({
  id: row.id,
  purpose: row.purpose as Challenge['purpose'],
  method: row.method,
  factorId: row.factor_id,
  name: row.name ?? '',
  expiresAt: instant(row.expires_at),
  triesLeft: TRIES_PER_CHALLENGE[row.method] - row.wrong,
  sentTo: row.address && maskAddress(row.address),
  resendAt: row.sent_at ? instant(row.sent_at + resendPause(row.sends)) : null,
  delivery: row.delivery,
  options,
  push: row.method === 'push' ? { number: row.number!, outcome: row.outcome } : null,
});

/** Where an administrator sat, and on what, is not his person's business. */
export function eventView(row: EventRow): Event {
  const { actor, reason } = JSON.parse(row.detail) as { actor?: string; reason?: string };
  const administrator = actor === undefined ? null : { reason: reason ?? '' };
  return {
    seq: row.seq,
    at: instant(row.at),
    type: row.type,
    method: row.method,
    subject: row.subject,
    device: administrator ? '' : describeDevice(row.user_agent),
    place: administrator ? null : row.place,
    ip: administrator ? null : row.ip,
    requestId: row.request_id,
    administrator,
  };
}
