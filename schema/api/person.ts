import * as v from 'valibot';
import { Event } from './event.ts';
import { Factor } from './factor.ts';
import { Instant } from './fields.ts';
import { SECOND_STEP_METHODS } from './method.ts';
import { RememberedDevice } from './remembered-device.ts';
import { Role, ROLES } from './role.ts';
import { SessionRow } from './session.ts';

/** The strongest second step that somebody has. */
export const SECOND_STEPS = ['none', ...SECOND_STEP_METHODS] as const;
export type SecondStep = (typeof SECOND_STEPS)[number];

/** Why nobody signs in to an account right now. */
export const AccountLock = v.object({
  /** Null: until a new password is set, since its owner locked it. Else wrong tries locked something of it until then. */
  until: v.nullable(Instant),
});

/** Somebody in the list of all. */
export const PersonRow = v.object({
  id: v.string(),
  email: v.string(),
  name: v.nullable(v.string()),
  role: v.nullable(Role),
  secondStep: v.picklist(SECOND_STEPS),
  recoveryCodesLeft: v.number(),
  lock: v.nullable(AccountLock),
  createdAt: Instant,
  lastSignInAt: v.nullable(Instant),
});
export type PersonRow = v.InferOutput<typeof PersonRow>;

/**
 * `next` is the `after` of the page that follows; null at the end. Where few match, a page is a short one, or empty,
 * and others follow.
 */
export const PersonList = v.object({ people: v.array(PersonRow), next: v.nullable(v.string()) });
export type PersonList = v.InferOutput<typeof PersonList>;

const yes = v.optional(
  v.pipe(
    v.literal('true', 'Give true, or leave it out'),
    v.transform(() => true as const),
  ),
);

/** Who is looked for. All that is given must be true of him. */
export const PeopleQuery = v.object({
  /** How his address, a word of his name, or his id begins. */
  q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(254, 'Look for at most 254 characters'))),
  secondStep: v.optional(v.picklist(SECOND_STEPS, `Give one of ${SECOND_STEPS.join(', ')}`)),
  /** A second step, but none that resists phishing. */
  weak: yes,
  locked: yes,
  codesLow: yes,
  inactive: yes,
  role: v.optional(v.picklist(ROLES, `Give one of ${ROLES.join(', ')}`)),
  /** The `next` of the page before. */
  after: v.optional(v.pipe(v.string(), v.maxLength(1_000, 'Give the `next` of the page before'))),
});
export type PeopleQuery = v.InferOutput<typeof PeopleQuery>;

export const PersonFactor = v.object({
  ...Factor.entries,
  /** Locked after wrong tries until then. */
  lockedUntil: v.nullable(Instant),
});
export type PersonFactor = v.InferOutput<typeof PersonFactor>;

/** Who did something to an account, where it was not its owner. */
export const EventActor = v.object({
  id: v.string(),
  /** Null where that account is gone. */
  email: v.nullable(v.string()),
  role: Role,
  reason: v.string(),
});

export const PersonEvent = v.object({ ...Event.entries, actor: v.nullable(EventActor) });
export type PersonEvent = v.InferOutput<typeof PersonEvent>;

/** Newest first; `next` is the `before` of the page that follows, null at the end. */
export const PersonEventList = v.object({ events: v.array(PersonEvent), next: v.nullable(v.string()) });
export type PersonEventList = v.InferOutput<typeof PersonEventList>;

/** The epoch and number of an event in its account's ledger, as `next` gives them. */
export const PersonEventQuery = v.object({
  before: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,9}\.\d{1,15}$/, 'Give the `next` of the page before'),
      v.transform((text) => text.split('.').map(Number) as [epoch: number, seq: number]),
    ),
  ),
});

/** All that an administrator sees of somebody: no secret, no code, addresses masked. */
export const Person = v.object({
  ...PersonRow.entries,
  factors: v.array(PersonFactor),
  /** The named sets of people that he is in, by name. */
  groups: v.array(v.object({ id: v.string(), name: v.string() })),
  sessions: v.array(v.omit(SessionRow, ['current'])),
  rememberedDevices: v.array(v.omit(RememberedDevice, ['current'])),
});
export type Person = v.InferOutput<typeof Person>;

export const PersonAnswer = v.object({
  person: Person,
  /** Whether who asks may act on this account: its reset, its sessions. */
  mayAct: v.boolean(),
});
