import type { Language } from '../messages/language.ts';
import type { PushOutcome } from './api/challenge.ts';
import type { ChallengePurpose } from './challenge-purpose.ts';
import type { Delivery } from './api/delivery.ts';
import type { GraveAct, PENDING_ACT_STATES } from './api/administered.ts';
import type { EventType } from './api/event.ts';
import type { Method } from './api/method.ts';
import type { Role } from './api/role.ts';
import type { Level, Stage } from './api/session.ts';
import type { RecoveryPath } from './recovery-path.ts';

/** Rows of a user's own Durable Object (schema/user-migrations.ts makes its tables). Times are ms since the epoch. */

export interface AccountRow {
  schema_version: number;
  /** The object's name: the user's id, or the stand-in's. */
  home: string;
  /** Null for a stand-in. */
  email: string | null;
  created_at: number;
  /** Raised when the object is rebuilt from D1, so that nothing spent comes back. */
  epoch: number;
  /** When the address was claimed in D1; an account that never could is dropped. */
  claimed_at: number | null;
  projected_seq: number;
  /** The last event whose notices are out, or given up; the tries and what did get out of the next one. */
  delivered_seq: number;
  delivery_tries: number;
  /** JSON: ids of messages. */
  delivered_ids: string;
  retries: number;
  /** Set when its owner locked it ('This was not me'): no sign-in until a password reset. */
  locked_at: number | null;
  /** The event of the last reset that lifted a lock: what happened before it locks no more. */
  unlocked_seq: number;
  /** The event at which its owner last looked at the activity, as one should after a lock was lifted. */
  reviewed_seq: number;
  /** What this person reads: chosen, or that of the last whole sign-in. Null until one said. */
  language: Language | null;
  /** 1 while a recovery is open: spares looking for one. */
  recovering: 0 | 1;
  /**
   * When a mailed code set the password. It proves no more than the mailbox until a sign-in with it was finished
   * by a second factor, or it was changed by its owner; then null.
   */
  password_reset_at: number | null;
  /** What D1 says that this person is to the service, as last heard: for the pages. D1 decides. */
  role: Role | null;
  /**
   * Set by an administrator until a new second step is set up. `anew`: after a whole sign-in, nothing but that.
   * `with-pass`: there is none, and the password opens nothing without a pass, or a recovery.
   */
  enroll: 'anew' | 'with-pass' | null;
  /** When the newest temporary access pass is over; 0 without one. The pass itself decides. */
  pass_until: number;
  /** 1 while an administrator's act waits. */
  acts_wait: 0 | 1;
  /** What this person is called, if he said. */
  name: string | null;
  /** The newest policy that this object heard of, and its document, JSON; 0 and null: none. */
  policy_version: number;
  policy: string | null;
  /** JSON: ids of the groups that D1 last said this person is in. */
  groups: string;
  /** Sign-ins that went without the second step that policy asks to set up. */
  skips_used: number;
}

/** A temporary access pass. There is at most one; what is over is deleted. */
export interface PassRow {
  id: string;
  /** The key that its hash was made under. */
  key_id: string;
  hash: string;
  starts_at: number;
  expires_at: number;
  uses_left: number;
  /** Wrong guesses at it. */
  wrong: number;
}

/** An administrator's act that waits for a second one, or for its time; kept when it is decided. */
export interface PendingActRow {
  id: string;
  type: GraveAct;
  /** Of a pass. */
  hours: number | null;
  uses: number | null;
  help_request: string | null;
  reason: string;
  asked_by: string;
  asked_role: Role;
  asked_at: number;
  /** When it happens by itself; null: another administrator decides. */
  ready_at: number | null;
  expires_at: number;
  state: (typeof PENDING_ACT_STATES)[number];
  decided_by: string | null;
  decided_at: number | null;
  seq: number;
}

export interface FactorRow {
  id: string;
  method: Method;
  name: string;
  state: 'pending' | 'active' | 'removed';
  /** While pending: the session that it belongs to, and when it dies. */
  session_id: string | null;
  expires_at: number | null;
  /** The secret, or the pending recovery codes, sealed with AES-256-GCM. */
  sealed: string | null;
  /**
   * TOTP: JSON of algorithm, digits and period. Passkey: JSON of the credential (PasskeyParameters). Push:
   * JSON of the device (PushParameters). Recovery codes: the id of the key that they are hashed under.
   */
  parameters: string | null;
  /** Where codes go: the e-mail address, or the phone number in E.164. */
  address: string | null;
  created_at: number;
  last_used_at: number | null;
  /** TOTP: the newest time step that was accepted, on any path. Passkey: the signature counter. */
  watermark: number;
  failures: number;
  locked_until: number;
  year_started_at: number;
  year_failures: number;
  disabled_at: number | null;
  seq: number;
  /** Device and place of the last use, in words. */
  last_used_from: string | null;
  /** 1: the recovery method that is offered first. */
  preferred: 0 | 1;
}

export interface SessionRow {
  id: string;
  secret_hash: string;
  stage: Stage;
  level: Level;
  /** What was proven, in order, separated by spaces. */
  methods: string;
  created_at: number;
  last_seen_at: number;
  expires_at: number;
  reauthenticated_at: number;
  ip: string | null;
  user_agent: string;
  place: string | null;
  ended_at: number | null;
  seq: number;
  /** The remembered device that stood in for the second step, if one did. */
  device_id: string | null;
  /** The recovery that it proved, or that it carries out. */
  recovery_id: string | null;
  /**
   * What policy said at its sign-in, of somebody without a second step: `set-up`: it must be set up in this very
   * session; `skipped`: this session goes without.
   */
  demand: 'set-up' | 'skipped' | null;
}

/** A claim that all second steps are lost (docs/recovery.md). */
export interface RecoveryRow {
  id: string;
  path: RecoveryPath;
  requested_at: number;
  ready_at: number;
  expires_at: number;
  /** 1 once its owner was told that it is ready. */
  told_ready: 0 | 1;
  /** JSON: ids of the second steps that go when it is completed; null: all that there are. */
  lost: string | null;
  ended_at: number | null;
  /** `left`: another one took its place, or what it stood on is gone. */
  outcome: 'cancelled' | 'completed' | 'expired' | 'left' | null;
  seq: number;
}

/** Somebody asks the administrators for help. At most one is open. */
export interface HelpRequestRow {
  id: string;
  at: number;
  /**
   * What was proven, separated by spaces: nothing; the password, or one that a mailed code set (`password-reset`);
   * a code to a recovery method.
   */
  proofs: string;
  words: string;
  state: 'open' | 'cancelled' | 'closed';
  closed_at: number | null;
  seq: number;
}

/**
 * A known device: a browser on which this account was signed in to. Its wrong passwords are counted apart, and
 * a sign-in on any other is told of. It skips nothing.
 */
export interface DeviceRow {
  hash: string;
  first_seen_at: number;
  failures: number;
  locked_until: number;
}

/** A remembered device: a browser whose owner asked to skip the second step on it for some days. */
export interface RememberedDeviceRow {
  id: string;
  /** Of the newest secret, which nobody may have used yet. */
  secret_hash: string;
  /** The key that the newest secret was derived under. */
  key_id: string;
  /** Of the secret that the newest one replaced; null until the first use. */
  previous_hash: string | null;
  rotated_at: number;
  /** Whether the previous secret was answered once more already. */
  repeated: 0 | 1;
  created_at: number;
  last_used_at: number;
  /** Whatever is done. */
  expires_at: number;
  ip: string | null;
  user_agent: string;
  place: string | null;
}

/** What is shown of one: nothing that opens anything. */
export type RememberedDeviceSummary = Pick<
  RememberedDeviceRow,
  'id' | 'created_at' | 'last_used_at' | 'expires_at' | 'ip' | 'user_agent' | 'place'
>;

/** Anything that waits for one code: a sign-in, a step-up, an enrollment, a sign-up, a password reset. */
export interface ChallengeRow {
  id: string;
  purpose: ChallengePurpose;
  method: Method;
  /** Null for sign-up and password reset, which have no session. */
  session_id: string | null;
  factor_id: string | null;
  name: string | null;
  address: string | null;
  /** Enrollment: the new secret. Sign-up: the password's hash; null where no code can be right. */
  sealed: string | null;
  created_at: number;
  expires_at: number;
  wrong: number;
  sends: number;
  sent_at: number;
  /** Answered rightly, superseded or abandoned. */
  closed_at: number | null;
  /** A passkey's enrollment: whether the browser was to make it on its own. */
  mediation: 'conditional' | null;
  /** What the code was asked for in. */
  language: Language | null;
  /** Whose mailbox or phone the code goes to, as it is counted (worker/user/sending/recipient.ts); not whom it reaches. */
  destination: string | null;
  /** A push: what is typed on the device. A push device's enrollment: what both screens show. */
  number: string | null;
  /** A push: the device that decided. A push device's enrollment: JSON of what it brought (PushParameters). */
  device: string | null;
  /** A push: what the person did. */
  outcome: PushOutcome | null;
  /** A push: 1 when the device checked its owner before it approved. */
  verified: 0 | 1;
  /** How far its code got; null where none is sent. */
  delivery: Delivery | null;
  /** The event that last asked for the code to be sent. */
  delivery_seq: number;
  delivery_tries: number;
}

export interface EventRow {
  seq: number;
  at: number;
  type: EventType;
  method: Method | null;
  subject: string | null;
  session_id: string | null;
  ip: string | null;
  user_agent: string;
  place: string | null;
  request_id: string;
  /** JSON: what the delivery and the audit need beyond the columns. Never a secret. */
  detail: string;
  /** SHA-256 over the previous event's hash and this event (worker/user/ledger.ts). */
  hash: string;
}
