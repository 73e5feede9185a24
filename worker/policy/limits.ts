import type { Method, SentMethod } from '../../schema/api/method.ts';
import type { Policy, PolicyAnswer } from '../../schema/api/policy.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../clock.ts';

/** Every figure that bounds something: the unit in the name, the attack or rule that it answers beside it. */

/** NIST SP 800-63B-4 2.2.3: at AAL2 at most 1 h without use, 24 h in all. */
export const SESSION_IDLE_MS = 1 * HOUR;
export const SESSION_ABSOLUTE_MS = 24 * HOUR;
/** A half-open sign-in left on a screen must not wait for a passer-by. */
export const SECOND_STEP_MS = 10 * MINUTE;
/** Changes need a proof this fresh (issue 2; CHECKLIST G10). */
export const REAUTHENTICATION_MS = 5 * MINUTE;
/** How stale 'last used' may be: a write a minute, not one a request. */
export const LAST_SEEN_GRAIN_MS = 1 * MINUTE;

/** 63B-4 3.1.3.2: a code sent out of band lives at most 10 minutes. */
export const CHALLENGE_MS = 10 * MINUTE;
/** A set-up that was left open dies with its secret and its codes (CHECKLIST B7). */
export const ENROLLMENT_MS = 10 * MINUTE;
export const PENDING_RECOVERY_CODES_MS = 30 * MINUTE;

/** The pause after a code was sent, doubled by each further time: 30 s, 60 s, 120 s and so on. */
export const RESEND_PAUSE_MS = 30 * SECOND;
export const resendPause = (sends: number) => RESEND_PAUSE_MS * 2 ** Math.max(0, sends - 1);

/** At most so many in any period of that length. */
export interface Rate {
  most: number;
  ms: number;
}

/**
 * What one account asks for, of each kind of flow (those that a stranger can start, and those of a session) and
 * each method apart, so that none uses up another's. Against bombing one person; texts cost money.
 */
export const SENDS_PER_USER: Record<SentMethod, readonly Rate[]> = {
  email: [
    { most: 6, ms: HOUR },
    { most: 12, ms: DAY },
  ],
  sms: [
    { most: 5, ms: HOUR },
    { most: 10, ms: DAY },
  ],
};

/**
 * What all accounts together may send, by what is counted (CHECKLIST C10), each in an object of its own
 * (worker/user/sending/send-limit-object.ts):
 * `network`: one network that bombs, or pumps, through many accounts;
 * `destination`: one mailbox or phone that many accounts write to, in any spelling and with any +tag;
 * `block`: the 10,000 numbers that share all but the last four digits. Toll fraud buys such ranges and walks them;
 * `country`: a calling code that a fraud runs into;
 * `total`: what the deployment pays for at worst in a day (SMS_PER_DAY).
 */
export const SENDS_TO_ALL: Record<SentMethod, Partial<Record<SendCount, readonly Rate[]>>> = {
  email: {
    network: [
      { most: 100, ms: HOUR },
      { most: 500, ms: DAY },
    ],
    destination: [
      { most: 10, ms: HOUR },
      { most: 30, ms: DAY },
    ],
  },
  sms: {
    network: [
      { most: 10, ms: HOUR },
      { most: 30, ms: DAY },
    ],
    destination: [
      { most: 5, ms: HOUR },
      { most: 10, ms: DAY },
    ],
    block: [
      { most: 10, ms: HOUR },
      { most: 30, ms: DAY },
    ],
    country: [
      { most: 200, ms: HOUR },
      { most: 1_000, ms: DAY },
    ],
  },
};
export type SendCount = 'network' | 'destination' | 'block' | 'country' | 'total';

/** Text messages a day in all, where SMS_PER_DAY does not say. */
export const SMS_PER_DAY = 1_000;
/** A count that does not answer within this: no text is sent; a mail is, since the account's own count stands. */
export const SEND_COUNT_DEADLINE_MS = 3 * SECOND;

/** How long a browser waits for the authenticator; the challenge outlives it a little (L3 13.4.3: at most 5 min). */
export const PASSKEY_TIMEOUT_MS = 4 * MINUTE;
export const PASSKEY_CHALLENGE_MS = 5 * MINUTE;

/** Wrong answers that one challenge takes before it is dead (OWASP MFA cheat sheet; issue 2). */
export const TRIES_PER_CHALLENGE: Record<Method, number> = {
  password: 5,
  totp: 5,
  // A challenge of a passkey is spent by its first answer, right or wrong.
  passkey: 1,
  push: 1,
  sms: 3,
  email: 3,
  'recovery-code': 5,
};

/** A push waits for somebody who has the device at hand. */
export const PUSH_CHALLENGE_MS = 2 * MINUTE;
/** What 63B-4 3.1.3.2 asks of a transferred secret for AAL2; fewer digits are a deviation, with one try (C13). */
export const FULL_PUSH_DIGITS = 6;
/** Both screens of a device's set-up show so many digits. */
export const COMPARISON_DIGITS = 6;
/** Push fatigue: since the last approval, how long after the first, second … push the next may follow. */
export const PUSH_PAUSES_MS = [0, 0, 30 * SECOND, 1 * MINUTE, 2 * MINUTE, 5 * MINUTE] as const;
export const PUSHES_PER_HOUR = 10;
/** After so many refusals since the last approval nobody is asked for a while (63B-4 3.2.2; CHECKLIST C14). */
export const PUSH_REFUSALS = 3;
export const PUSH_REFUSED_MS = 12 * HOUR;
/** After 'It was not me': time to change the password. */
export const PUSH_REPORTED_MS = 1 * HOUR;
/** A device's clock may be off by this; its signature is good for as long. */
export const DEVICE_CLOCK_MS = 5 * MINUTE;
/** So many windows of the app may be told of pushes at once. */
export const LINES_PER_DEVICE = 4;
/** A push service that does not answer, or is busy, is asked again, while the push lives. */
export const PUSH_SERVICE_DEADLINE_MS = 10 * SECOND;
export const PUSH_RETRIES_MS = [2 * SECOND, 8 * SECOND, 20 * SECOND] as const;

/**
 * Wrong answers a year before the factor is turned off. All of an account's numbers have one count together, and so
 * have its mailboxes (worker/user/factors/factor-rows.ts). A factor's year begins with its first wrong answer, so
 * two of these, less one, fit into 365 days; who has the password guesses within any 365 days with at most:
 * TOTP 2 × 25 × 2e-6 (two steps are accepted) = 1e-4; mailed or texted code 2 × 5 × 1e-6 = 1e-5; recovery code
 * 2 × 100 × 10 × 2^-80. Passwords are bounded by the lock alone: at most 100 consecutive (63B-4 3.2.2).
 */
export const WRONG_PER_YEAR: Record<Method, number> = {
  password: Infinity,
  totp: 25,
  // A signature cannot be guessed.
  passkey: Infinity,
  // The number is typed by whoever has the device; its offline codes are a TOTP's.
  push: 25,
  sms: 5,
  email: 5,
  'recovery-code': 100,
};

/** Consecutive wrong answers before the factor must be bound anew (63B-4 3.2.2: never more than 100). */
export const CONSECUTIVE_MAX = 100;

/** After every so many consecutive wrong answers the factor is locked, longer each time. */
export const LOCK_EVERY: Record<Method, number> = {
  password: 5,
  totp: 5,
  passkey: Infinity,
  push: 3,
  sms: 3,
  email: 3,
  'recovery-code': 5,
};
export const LOCKS_MS = [1 * MINUTE, 5 * MINUTE, 15 * MINUTE, 1 * HOUR, 4 * HOUR, 12 * HOUR] as const;

export const RECOVERY_CODES = 10;
/** 16 characters of Crockford's base32: 80 bits (63B-4 4.2.1.1 asks for 64). */
export const RECOVERY_CODE_CHARACTERS = 16;

/** How many of one method an account may have: each one more is one more to guess at. */
export const FACTORS_PER_METHOD: Record<Method, number> = {
  password: 1,
  totp: 5,
  passkey: 20,
  push: 5,
  sms: 5,
  email: 5,
  'recovery-code': 1,
};

/** 63B-4 3.1.1.2: a password that can be used alone has at least 15 characters. */
export const PASSWORD_MIN_CHARACTERS = 15;

/**
 * How long a recovery with the password and a recovery method waits: its owner has that time to stop it (63B-4
 * 4.2.3: notices at every address). RECOVERY_DELAY_HOURS sets it, within a night and a week.
 */
export const RECOVERY_DELAY_HOURS = 24;
export const RECOVERY_DELAY_HOURS_MIN = 1;
export const RECOVERY_DELAY_HOURS_MAX = 168;
/** So many times that long where the password was reset by mail: two mailboxes are less than one and a password. */
export const RECOVERY_AFTER_RESET_TIMES = 3;
/** How long a ready recovery can be used: somebody who comes back after a weekend still can. */
export const RECOVERY_READY_MS = 3 * DAY;
/** How long the set-up in a session of recovery may take, as long as its pending codes live. */
export const RECOVERY_SESSION_MS = 30 * MINUTE;
/** After a cancellation none can begin for so long, longer each time: a thief cannot wear his victim down. */
export const RECOVERY_PAUSES_MS = [1 * DAY, 3 * DAY, 7 * DAY] as const;
/** Cancellations count for so long; what has ended is kept as long. */
export const RECOVERY_MEMORY_MS = 30 * DAY;

/**
 * A temporary access pass: 8 characters of Crockford's base32, 40 bits, short enough to be read out on the phone. It
 * goes beside the password, and dies after so many wrong guesses: at most 1e-11 (63B-4 4.2.1.2 asks for 20 bits).
 */
export const PASS_BYTES = 5;
export const PASS_CHARACTERS = 8;
export const PASS_TRIES = 10;
/** An act that nobody decided on within this was meant for another day. */
export const PENDING_ACT_MS = 1 * DAY;

/** Bodies are small; a larger or slower one is an attack on memory or on patience. */
export const BODY_MAX_BYTES = 64 * 1024;
export const BODY_DEADLINE_MS = 10 * SECOND;

/**
 * Answers that could tell whether an account exists leave at the first of these marks after the request came
 * in, whatever the work took (CHECKLIST A7).
 */
export const UNIFORM_ANSWER_MS = 250;

/** The object gathers changes this long before it writes them to D1 in one batch. */
export const PROJECTION_DELAY_MS = 2 * SECOND;
export const RETRY_FIRST_MS = 2 * SECOND;
export const RETRY_MAX_MS = 5 * MINUTE;
/** Rows of one batch: D1 takes 100 KB a statement. */
export const PROJECTION_BATCH = 100;

/**
 * What becomes of a message is known within this, by all its providers together: with the way to the page it
 * is under the 10 s of CHECKLIST J6.
 */
export const SEND_BUDGET_MS = 8 * SECOND;
/** A provider that does not answer for this long has failed; there is time for one more. */
export const SEND_ATTEMPT_MS = 4 * SECOND;
/** A provider that said 'not now' gets this long before the one retry. */
export const SEND_RETRY_PAUSE_MS = 300;
/** A code that failed is tried again this often in its life, by the alarm: late is better than never. */
export const CODE_TRIES = 5;
/** A notice that no provider took this often, over some two hours, is given up and recorded. */
export const NOTICE_TRIES = 30;

/** Browsers that an account knows: the oldest is forgotten for a new one. */
export const KNOWN_DEVICES_MAX = 50;

/** A browser that skips the second step is worth stealing: after this long the step is asked whatever policy says. */
export const REMEMBER_DEVICE_DAYS_MAX = 90;
/** Remembered devices of an account: the one that was used longest ago is forgotten for a new one. */
export const REMEMBERED_DEVICES_MAX = 10;
/** Accounts that one browser is remembered for: each has a cookie, and all of them go along with every request. */
export const REMEMBERED_COOKIES_MAX = 5;
/**
 * How long the secret before the newest is answered once more, if the newest was never used: an answer that got
 * lost shows itself after a minute or two, and two tabs sign in within seconds.
 */
export const REPEAT_GRACE_MS = 2 * MINUTE;

/** How long the link 'This was not me' of a notice works: long enough for who reads mail once a week. */
export const NOT_ME_LINK_MS = 7 * DAY;

/** What has ended is kept this long for the lists, then dropped from the object (the ledger stays). */
export const KEEP_ENDED_MS = 1 * DAY;
export const EVENTS_PER_PAGE = 50;
/** Of the administrators' queues. */
export const HELP_REQUESTS_PER_PAGE = 50;
export const PENDING_ACTS_LISTED = 100;
/** Owners, of whom one must still be able to sign in under a policy that somebody else writes. */
export const OWNERS_ASKED = 20;
export const PEOPLE_PER_PAGE = 50;
/**
 * So many rows of an index are asked for one page of people, or of the audit log: where fewer match, the page is a
 * short one. What a page costs is bounded so, whatever is looked for and however much there is.
 */
export const ROWS_ASKED_PER_PAGE = 5_000;
/** Ids are random: with fewer characters of one, everybody would be found. */
export const ID_PREFIX_MIN = 3;
/** Who has not signed in for so long counts as inactive: a quarter, after which most companies ask why. */
export const INACTIVE_AFTER_MS = 90 * DAY;

/** How old the policy may be that a decision is made by: it is asked for again in the background, and then waited for. */
export const POLICY_REFRESH_MS = 5 * SECOND;
export const POLICY_STALE_MS = 10 * SECOND;

/** What a policy says where nobody has written one, beside what the deployment's settings say. */
export const POLICY_DEFAULTS: Omit<Policy, keyof PolicyAnswer['bounds']> = {
  twoStep: { rule: 'optional', due: null, skips: 0 },
  groups: [],
  reauthenticationMinutes: REAUTHENTICATION_MS / MINUTE,
  session: { idleMinutes: SESSION_IDLE_MS / MINUTE, absoluteHours: SESSION_ABSOLUTE_MS / HOUR },
  lockout: { tries: LOCK_EVERY.password, lockMinutes: LOCKS_MS[0] / MINUTE },
  conditions: [],
};

/**
 * What verifying one imported hash may take on one core and in memory, about (foreignCost). It is done once a
 * person, but a wrong guess costs it too, and while such hashes are left a refused sign-in waits for twice that
 * (uniform-time.ts). An isolate has 128 MiB.
 */
export const FOREIGN_HASH_MAX_MS = 1.5 * SECOND;
export const FOREIGN_HASH_MAX_MIB = 64;

/** A line of a file of users; a longer one is no user. */
export const IMPORT_LINE_BYTES = 16 * 1024;
/** What one step of an import takes on: bytes read and lines checked, accounts made, and how many at a time. */
export const IMPORT_WINDOW_BYTES = 512 * 1024;
export const IMPORT_CHECKED_PER_STEP = 1_000;
export const IMPORT_MADE_PER_STEP = 100;
export const IMPORT_AT_ONCE = 20;
/** A line whose account could not be made so often is given up and reported. */
export const IMPORT_LINE_TRIES = 8;
/** An upload or a report that nobody goes on with is destroyed, with what it holds. */
export const IMPORT_WAIT_MS = 1 * DAY;
/** How long the report of an import that is over is kept. The numbers stay. */
export const IMPORT_REPORT_MS = 30 * DAY;
export const IMPORTS_PER_PAGE = 20;
export const IMPORT_LINES_PER_PAGE = 500;
/** Events that an export, a signature or a stream reads at a time: what is in memory at once, well under 1 MB. */
export const AUDIT_PAGE = 1_000;
/** Pages that one signed head goes on by: some 0.1 s of hashing; a longer way is gone in several heads. */
export const AUDIT_PAGES_PER_HEAD = 50;
/** How old the published head of the audit log may become: what nobody outside has seen yet can still be cut. */
export const AUDIT_HEAD_EVERY_MS = 5 * MINUTE;
/** Events of one POST to the audit webhook, and how long its answer may take. */
export const AUDIT_WEBHOOK_BATCH = 100;
export const AUDIT_WEBHOOK_MS = 10 * SECOND;
/** A webhook that fails is tried again after this, doubled each time, as long as it takes. */
export const AUDIT_RETRY_FIRST_MS = 30 * SECOND;
export const AUDIT_RETRY_MAX_MS = 1 * HOUR;
/** A run that hands the log on works for so long, and has it to itself a little longer: the next one begins soon. */
export const AUDIT_RUN_MS = 40 * SECOND;
export const AUDIT_LEASE_MS = 60 * SECOND;
/** Events of one file in the bucket: a few MB compressed. */
export const AUDIT_FILE_EVENTS = 50_000;
