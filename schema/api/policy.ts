import * as v from 'valibot';
import { parseNetwork } from '../parse-network.ts';
import { FAULTS } from './fault.ts';
import { Email, Instant, ONE_LINE } from './fields.ts';
import { Method } from './method.ts';
import { request } from './request.ts';
import { ActReason, ADMIN_RESETS } from './role.ts';

/**
 * What the service asks of whom. One document; a change makes a new version of the whole of it. Every figure is
 * within what NIST SP 800-63B-4 and CHECKLIST allow, whoever writes it; the deployment's own settings bound it
 * further (worker/policy/within.ts).
 */

const whole = (least: number, most: number) => {
  const words = `Give a whole number from ${least} to ${most}`;
  return v.pipe(v.number(words), v.integer(words), v.minValue(least, words), v.maxValue(most, words));
};

const Id = v.pipe(v.string('Give an id'), v.nonEmpty('Give an id'), v.maxLength(64, 'That is no id'));
const unique = <T>(items: T[]) => new Set(items).size === items.length;

export const TWO_STEP_RULES = ['required', 'optional', 'off'] as const;

/** The figures' safe bounds, for the page and the API alike. */
export const POLICY_BOUNDS = {
  skips: [0, 10],
  /** CHECKLIST G10: a change needs a proof of at most 5 minutes. */
  reauthenticationMinutes: [1, 5],
  rememberDeviceDays: [0, 90],
  /** 63B-4 2.2.3: at AAL2 at most 1 h without use, 24 h in all. */
  idleMinutes: [5, 60],
  absoluteHours: [1, 24],
  /** How many digits of the number are typed on the device; only six make it two factors (CHECKLIST C13). */
  pushDigits: [2, 6],
  /** CHECKLIST F1: a lock after at most 10 in a row. */
  tries: [3, 10],
  lockMinutes: [1, 60],
} as const;

const twoStep = {
  rule: v.picklist(TWO_STEP_RULES, 'Give required, optional or off'),
  /** Required from then on; null: at once, or once the skips are used up. */
  due: v.nullable(Instant),
  /** How many sign-ins may go without. */
  skips: whole(...POLICY_BOUNDS.skips),
};

const oneGrace = ({ rule, due, skips }: { rule: string; due: string | null; skips: number }) =>
  rule === 'required' ? due === null || skips === 0 : due === null && skips === 0;
const ONE_GRACE = 'Only what is required has a due date or a number of skips, one of the two';

/**
 * `required`: after the due date, or after so many sign-ins without, a session of somebody who has no second step
 * can only set one up. `off`: nobody new sets it up; who has it keeps it, and is asked.
 */
export const TwoStepRule = v.pipe(
  request(twoStep),
  v.check((rule) => oneGrace(rule), ONE_GRACE),
);
export type TwoStepRule = v.InferOutput<typeof TwoStepRule>;

/** What holds for a group in place of what holds for everyone. */
export const GroupRule = v.pipe(
  request({ group: Id, ...twoStep }),
  v.check((rule) => oneGrace(rule), ONE_GRACE),
);
export type GroupRule = v.InferOutput<typeof GroupRule>;

/** What policy may let be a second step, and what may help back in. */
export const STEP_METHODS = ['passkey', 'push', 'totp', 'sms', 'email'] as const satisfies readonly Method[];
export const RECOVERY_METHODS = ['email', 'sms'] as const satisfies readonly Method[];

const Aaguid = v.pipe(v.string('Give an AAGUID'), v.toLowerCase(), v.uuid(FAULTS['model-malformed']));
const Aaguids = v.pipe(
  v.array(Aaguid),
  v.maxLength(100, 'At most 100 models'),
  v.check(unique, 'One of them is twice'),
);

/** What the deployment asks of passkeys (docs/operating.md, PASSKEY_POLICY). */
export const PasskeyRules = v.pipe(
  request({
    /** `direct` asks authenticators to say what they are, and lets only those in that can prove it. */
    attestation: v.picklist(['none', 'direct'], 'Give none or direct'),
    /** Models that are allowed; empty: all. Needs `direct`, since without proof a model is only claimed. */
    allowAaguids: Aaguids,
    /** Models that are refused. */
    denyAaguids: Aaguids,
    requireUserVerification: v.boolean('Give true or false'),
    /** Refuses passkeys that are copied between devices. */
    requireDeviceBound: v.boolean('Give true or false'),
  }),
  v.forward(
    v.check(
      ({ allowAaguids, attestation }) => allowAaguids.length === 0 || attestation === 'direct',
      FAULTS['models-unproven'],
    ),
    ['allowAaguids'],
  ),
);

/** `refuse` a sign-in; `require` a second step of it, set up there and then; `ask` for it though remembered. */
export const CONDITION_EFFECTS = ['refuse', 'require', 'ask'] as const;

/** An address or a network: 192.0.2.7, 192.0.2.0/24, 2001:db8::/32. */
const Network = v.pipe(
  v.string('Give a network'),
  v.trim(),
  v.maxLength(50, FAULTS['network-malformed']),
  v.check((text) => parseNetwork(text) !== null, FAULTS['network-malformed']),
);
const Country = v.pipe(
  v.string('Give a country'),
  v.trim(),
  v.toUpperCase(),
  v.regex(/^[A-Z]{2}$/, FAULTS['country-malformed']),
);

export const Condition = v.pipe(
  request({
    name: v.pipe(
      v.string('Give a name'),
      v.trim(),
      v.nonEmpty(FAULTS['name-missing']),
      v.maxLength(64, FAULTS['name-too-long']),
      v.regex(ONE_LINE, FAULTS['name-not-one-line']),
    ),
    /** Whom it concerns; empty: everybody. */
    groups: v.pipe(v.array(Id), v.maxLength(50, 'At most 50 groups')),
    networks: v.pipe(v.array(Network), v.maxLength(100, 'At most 100 networks')),
    countries: v.pipe(v.array(Country), v.maxLength(250, 'At most 250 countries')),
    /** In one of those places, or anywhere else. A place that is not known is anywhere else. */
    where: v.picklist(['inside', 'outside'], 'Give inside or outside'),
    effect: v.picklist(CONDITION_EFFECTS, 'Give refuse, require or ask'),
  }),
  v.forward(
    v.check(({ networks, countries }) => networks.length + countries.length > 0, FAULTS['condition-nowhere']),
    ['networks'],
  ),
);
export type Condition = v.InferOutput<typeof Condition>;

export const Policy = request({
  twoStep: TwoStepRule,
  groups: v.pipe(
    v.array(GroupRule),
    v.maxLength(50, 'At most 50 groups'),
    v.check((rules) => unique(rules.map(({ group }) => group)), 'One group is twice'),
  ),
  /** What may be the second step of a sign-in; the first is offered first. */
  methods: v.pipe(
    v.array(v.picklist(STEP_METHODS, 'Give passkey, push, totp, sms or email')),
    v.check(unique, 'One method is twice'),
    v.check(
      (methods) => methods.some((method) => method !== 'sms' && method !== 'email'),
      FAULTS['no-second-step'],
    ),
  ),
  /** What may prove a claim that all second steps are lost (docs/recovery.md). */
  recovery: v.pipe(
    v.array(v.picklist(RECOVERY_METHODS, 'Give email or sms')),
    v.check(unique, 'One method is twice'),
  ),
  pushDigits: whole(...POLICY_BOUNDS.pushDigits),
  reauthenticationMinutes: whole(...POLICY_BOUNDS.reauthenticationMinutes),
  rememberDeviceDays: whole(...POLICY_BOUNDS.rememberDeviceDays),
  session: request({
    idleMinutes: whole(...POLICY_BOUNDS.idleMinutes),
    absoluteHours: whole(...POLICY_BOUNDS.absoluteHours),
  }),
  lockout: request({
    /** Wrong passwords or codes of an app in a row, before the lock. */
    tries: whole(...POLICY_BOUNDS.tries),
    /** How long the first lock lasts; the next ones last longer. */
    lockMinutes: whole(...POLICY_BOUNDS.lockMinutes),
  }),
  passkeys: PasskeyRules,
  /** A reset by an administrator: at once, when another one agrees, or after a time in which its owner can stop it. */
  adminReset: v.picklist(ADMIN_RESETS, 'Give direct, second-admin or delay'),
  conditions: v.pipe(v.array(Condition), v.maxLength(30, 'At most 30 conditions')),
});
export type Policy = v.InferOutput<typeof Policy>;

/** A version of the document. */
const PolicyVersion = v.object({
  /** 0: none was ever written, and the deployment's settings hold. */
  version: v.number(),
  at: v.nullable(Instant),
  /** The address of who wrote it. */
  by: v.nullable(v.string()),
  reason: v.nullable(v.string()),
});

export const PolicyAnswer = v.object({
  ...PolicyVersion.entries,
  policy: Policy,
  /** What the deployment's settings leave open; a policy says nothing beyond them. */
  bounds: v.object({
    methods: v.array(v.picklist(STEP_METHODS)),
    recovery: v.array(v.picklist(RECOVERY_METHODS)),
    rememberDeviceDays: v.number(),
    /** At least so many. */
    pushDigits: v.number(),
    /** Anything but direct stays as it is. */
    adminReset: v.picklist(ADMIN_RESETS),
    passkeys: PasskeyRules,
  }),
  /** The versions before it, the newest first. */
  history: v.array(PolicyVersion),
});
export type PolicyAnswer = v.InferOutput<typeof PolicyAnswer>;

export const ChangePolicy = request({
  /** The version that it was made from; another one is there by now: 409. */
  basedOn: whole(0, 1_000_000_000),
  policy: Policy,
  reason: ActReason,
});

export const AskWhatIf = request({
  /** Unsaved. */
  policy: Policy,
  /** Of whom. */
  email: Email,
  /** Where the platform does not say where somebody is: left out. */
  ip: v.optional(v.pipe(v.string('Give an address like 192.0.2.7'), v.ip('Give an address like 192.0.2.7'))),
  country: v.optional(Country),
});

/** Why, in the order in which it was asked. */
export const WHAT_IF_REASONS = [
  'refused-here',
  'has-second-step',
  'asked-every-time-here',
  'may-be-remembered',
  'method-not-allowed',
  'required',
  'required-here',
  'required-later',
  'skips-left',
  'optional',
  'off',
] as const;

export const Foreseen = v.object({
  /** What a sign-in with the right password comes to; `enrollment`: a session that can only set up a second step. */
  outcome: v.picklist(['refused', 'second-factor', 'enrollment', 'full']),
  reasons: v.array(
    v.object({
      reason: v.picklist(WHAT_IF_REASONS),
      /** The group or the condition that says so; null: what holds for everyone. */
      group: v.nullable(v.string()),
      condition: v.nullable(v.string()),
      due: v.nullable(Instant),
      skipsLeft: v.nullable(v.number()),
    }),
  ),
  /** What may answer the second step, best first. */
  methods: v.array(Method),
});
export type Foreseen = v.InferOutput<typeof Foreseen>;
export type ForeseenReason = Foreseen['reasons'][number];
