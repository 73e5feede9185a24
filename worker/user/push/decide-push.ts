import type { PushOutcome } from '../../../schema/api/challenge.ts';
import type { Decide, PushRequest } from '../../../schema/api/push.ts';
import type { ChallengeRow, FactorRow, SessionRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { equal } from '../../crypto/equal.ts';
import { pushParameters } from '../../factors/push/push-parameters.ts';
import { approvalText } from '../../factors/push/verification-texts.ts';
import { afterRight } from '../../policy/budget.ts';
import { Refused } from '../../refused.ts';
import { describeDevice, loadDeviceNames } from '../sign-in/describe-device.ts';
import { writeBudget } from '../factors/factor-rows.ts';
import { append, nextSeq } from '../ledger.ts';
import type { NewEvent } from '../ledger.ts';
import type { Call, User } from '../user.ts';
import { instant } from '../views.ts';
import { countWrong } from './count-wrong.ts';
import type { DeviceCall } from './push-devices.ts';
import { deviceIdOf, pushDevice, requireUsable, signedDevice } from './push-devices.ts';
import type { Check } from './verification.ts';
import { checkVerification, spendCheck } from './verification.ts';

/** The push that waits for a decision; there is at most one. */
export function livePush(user: User): ChallengeRow | undefined {
  return user.sql.one<ChallengeRow>(
    `SELECT * FROM challenges WHERE method = 'push' AND purpose <> 'enrollment' AND closed_at IS NULL
       AND outcome IS NULL AND expires_at > ? ORDER BY created_at DESC LIMIT 1`,
    now(),
  );
}

/** What the device shows of a push: who asks, from where. Never the number. `loadDeviceNames()` was awaited. */
export function pushRequestView(user: User, row: ChallengeRow): PushRequest {
  const session = user.sql.one<SessionRow>('SELECT * FROM sessions WHERE id = ?', row.session_id);
  return {
    id: row.id,
    purpose: row.purpose as PushRequest['purpose'],
    digits: row.number!.length,
    device: describeDevice(session?.user_agent ?? ''),
    place: session?.place ?? null,
    ip: session?.ip ?? null,
    at: instant(row.created_at),
    expiresAt: instant(row.expires_at),
  };
}

/** @throws Refused device-clock, device-unknown */
export async function readPush(user: User, call: DeviceCall): Promise<PushRequest | null> {
  await loadDeviceNames();
  await signedDevice(user, call);
  const row = livePush(user);
  return row ? pushRequestView(user, row) : null;
}

/**
 * Takes what the person did on a device. It counts once, whichever device was first; the number has one try. An
 * approval does not sign anybody in by itself: the session that asked collects it (collect-approval.ts). A device
 * that checks its owner approves only what its passkey answers for; nobody learns before whether the number is right.
 * @throws Refused device-clock, device-unknown, code-expired, too-many-tries, factor-disabled, verification-required,
 * passkey-…
 */
export async function decidePush(
  user: User,
  call: Call,
  signed: DeviceCall,
  id: string,
  wish: Decide,
): Promise<PushOutcome> {
  await signedDevice(user, signed);
  const asked = waitsFor(user, signed, id, wish);
  const check = await checkPerson(asked.device, signed, id, wish);
  // From here on nothing waits.
  const { live, device } = waitsFor(user, signed, id, wish);
  // An answer counts only where it is asked for by now, and was spent.
  const checks = wish.decision === 'approve' && Boolean(pushParameters(device).verification);
  if (checks) {
    // Left out, or the device began to check its owner meanwhile.
    if (!check) throw new Refused('verification-required');
    spendCheck(user, call, device, check, live);
  }
  const outcome = outcomeOf(live, wish);
  user.transaction(() => {
    const decided = user.sql.changed(
      `UPDATE challenges SET outcome = ?1, device = ?2, verified = ?5,
           closed_at = CASE ?1 WHEN 'approved' THEN NULL ELSE ?3 END
         WHERE id = ?4 AND outcome IS NULL AND closed_at IS NULL`,
      outcome,
      device.id,
      now(),
      live.id,
      checks ? 1 : 0,
    );
    if (!decided) throw new Refused('code-expired');
    record(user, call, live, device, outcome);
  });
  user.pushChanged = { begun: null };
  return outcome;
}

/** The push that waits, and the device that may decide it. @throws Refused device-unknown, code-expired, too-many-tries, factor-disabled */
function waitsFor(user: User, { signed }: DeviceCall, id: string, wish: Decide) {
  const device = pushDevice(user, deviceIdOf(signed));
  const live = livePush(user);
  if (live?.id !== id) throw new Refused('code-expired');
  // Whoever must not guess numbers any more may still say no.
  if (wish.decision === 'approve') requireUsable(device);
  return { live, device };
}

/** What the passkey of a device said to an approval; undefined where it has none, or none is needed. */
async function checkPerson(
  device: FactorRow,
  { asked: { origin }, signed }: DeviceCall,
  id: string,
  wish: Decide,
): Promise<Check | undefined> {
  const { verification: by } = pushParameters(device);
  if (!by || wish.decision !== 'approve' || !wish.verification) return undefined;
  const text = approvalText(origin, signed.device, id, wish.number);
  return { by, said: await checkVerification(by, wish.verification, text) };
}

function outcomeOf({ number }: ChallengeRow, wish: Decide): PushOutcome {
  if (wish.decision === 'deny') return 'denied';
  if (wish.decision === 'report') return 'reported';
  return equal(number!, wish.number) ? 'approved' : 'mismatched';
}

const EVENT = {
  approved: 'push.approved',
  denied: 'push.denied',
  reported: 'push.reported',
  mismatched: 'challenge.failed',
} as const satisfies Record<PushOutcome, NewEvent['type']>;

function record(
  user: User,
  call: Call,
  challenge: ChallengeRow,
  device: FactorRow,
  outcome: PushOutcome,
): void {
  const about = {
    method: 'push',
    subject: device.name,
    sessionId: challenge.session_id ?? undefined,
  } as const;
  const seq = nextSeq(user);
  append(user, call, { type: EVENT[outcome], ...about, detail: { challenge: challenge.id } });
  if (outcome === 'approved') {
    writeBudget(user, device, afterRight(device, 0), seq);
    user.sql.all('UPDATE factors SET last_used_at = ? WHERE id = ?', now(), device.id);
  }
  if (outcome === 'mismatched') countWrong(user, call, device, seq, challenge.session_id);
}
