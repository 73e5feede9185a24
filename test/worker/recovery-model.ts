/**
 * Account recovery as docs/recovery.md has it, without any of the Worker's code: one person's account, with an
 * authenticator app, recovery codes, a recovery address, and the sign-in mailbox as another one; somebody in
 * one browser who can do anything; and an administrator who does what he asks for.
 * What he can do in it is what recovery-model.test.ts holds the Worker to.
 */
export const STEPS = [
  'password',
  'totp',
  'recovery code',
  'prove by mail',
  'prove by own mailbox',
  'prove by code',
  'set up anew',
  'reset',
  'wait a day',
  'wait three days',
  'cancel by link',
  'stop in session',
  'ask for help',
  'sign out',
] as const;

/** What administrators do about it, among as much of the rest as leads on from there. */
export const STEPS_WITH_ADMINISTRATOR = [
  'issue a pass',
  'use the pass',
  'administrator resets',
  'password',
  'totp',
  'prove by mail',
  'prove by code',
  'set up anew',
  'reset',
  'wait a day',
  'cancel by link',
] as const;

export type Step = (typeof STEPS)[number] | (typeof STEPS_WITH_ADMINISTRATOR)[number];

export interface State {
  stage: 'none' | 'second-factor' | 'recovery' | 'full';
  level: 0 | 1 | 2 | 3;
  /** Whether the session has proven the recovery that waits, and is over with it. */
  proven: boolean;
  /** Whether a mailed code set the password, and no second step has been used with it since. */
  wasReset: boolean;
  /** The recovery that waits: hours until it is ready; from 0 on it is, for 72 hours. */
  waits: { afterReset: boolean; hours: number } | null;
  /** Whether one by a recovery code is open. */
  byCode: boolean;
  /** Hours in which none can begin, and how many were cancelled before. */
  pause: number;
  cancelled: number;
  /** Whether there is a temporary access pass, and whether a recovery by one is open. */
  pass: boolean;
  byPass: boolean;
  /** Whose second step the account has: its owner's first, one that a recovery set up, or none since a reset. */
  factor: 'first' | 'new' | 'none';
}

export const FIRST: State = {
  stage: 'none',
  level: 0,
  proven: false,
  wasReset: false,
  waits: null,
  byCode: false,
  pause: 0,
  cancelled: 0,
  pass: false,
  byPass: false,
  factor: 'first',
};

const DELAY = { first: 24, afterReset: 72 };
const READY = 72;
const PAUSES = [24, 72, 168];

const signedOut = { stage: 'none', level: 0, proven: false } as const;
const owing = { stage: 'second-factor', level: 1, proven: false } as const;
const recovering = { stage: 'recovery', level: 1, proven: true } as const;

function later(state: State, hours: number): State {
  const { waits, pause } = state;
  const left = waits && { ...waits, hours: waits.hours - hours };
  return {
    ...state,
    ...signedOut,
    waits: left && left.hours > -READY ? left : null,
    byCode: false,
    pass: false,
    byPass: false,
    pause: Math.max(0, pause - hours),
  };
}

function cancelled(state: State): State {
  if (!state.waits && !state.byCode && !state.byPass) return state;
  return {
    ...state,
    ...(state.proven && signedOut),
    waits: null,
    byCode: false,
    pass: false,
    byPass: false,
    pause: PAUSES[Math.min(state.cancelled, 2)]!,
    cancelled: state.cancelled + 1,
  };
}

/** What a step makes of a state; the state itself where it is refused. */
export function next(state: State, step: Step): State {
  const { stage, wasReset, waits, pause, factor } = state;
  const owes = stage === 'second-factor';
  switch (step) {
    case 'password':
      return { ...state, ...owing };
    case 'totp':
      return owes && factor !== 'none'
        ? { ...state, stage: 'full', level: 3, proven: false, wasReset: false }
        : state;
    case 'recovery code':
      return owes && !wasReset && factor !== 'none'
        ? { ...state, stage: 'full', level: 2, proven: false }
        : state;
    case 'prove by mail':
      if (!owes || pause > 0) return state;
      if (waits && waits.hours > 0) return { ...state, proven: true };
      // Two mailboxes are no factor at all.
      if (waits) return { ...state, ...recovering, level: wasReset ? 0 : 1 };
      return {
        ...state,
        proven: true,
        waits: { afterReset: wasReset, hours: wasReset ? DELAY.afterReset : DELAY.first },
      };
    // What resets the password is no proof beside it, in whatever spelling.
    case 'prove by own mailbox':
      return state;
    case 'prove by code':
      return owes && wasReset && pause === 0 && factor !== 'none'
        ? { ...state, ...recovering, byCode: true }
        : state;
    case 'set up anew':
      return stage === 'recovery'
        ? { ...state, ...owing, waits: null, byCode: false, pass: false, byPass: false, factor: 'new' }
        : state;
    case 'reset': {
      const weaker = waits && !waits.afterReset;
      const again = weaker && { afterReset: true, hours: Math.max(waits.hours, DELAY.afterReset) };
      return { ...state, ...signedOut, wasReset: true, byCode: false, byPass: false, waits: again || waits };
    }
    case 'wait a day':
      return later(state, 24);
    case 'wait three days':
      return later(state, 72);
    case 'cancel by link':
      return cancelled(state);
    case 'stop in session':
      return stage === 'full' ? cancelled(state) : state;
    case 'issue a pass':
      return { ...state, pass: true };
    case 'use the pass':
      if (!owes || !state.pass) return state;
      return { ...state, ...recovering, level: wasReset ? 0 : 1, pass: false, byPass: true };
    case 'administrator resets':
      return {
        ...state,
        ...signedOut,
        waits: null,
        byCode: false,
        pass: false,
        byPass: false,
        factor: 'none',
      };
    case 'ask for help':
      return state;
    case 'sign out':
      return { ...state, ...signedOut };
  }
}

/** Steps that need a session, which nobody without one can take. */
export const NEEDS_SESSION = new Set<Step>([
  'totp',
  'recovery code',
  'prove by mail',
  'prove by own mailbox',
  'prove by code',
  'set up anew',
  'stop in session',
  'sign out',
  'use the pass',
]);
