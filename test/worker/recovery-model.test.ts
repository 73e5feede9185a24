import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Session } from '../../schema/api/session.ts';
import type { FactorRow } from '../../schema/user-tables.ts';
import { UNIFORM_ANSWER_MS } from '../../worker/policy/limits.ts';
import { rows } from './look-inside.ts';
import { mailbox } from './mailbox.ts';
import { withTwoStep } from './people.ts';
import { withRecoveryAddress } from './recovering.ts';
import {
  FIRST,
  NEEDS_SESSION,
  next,
  STEPS,
  STEPS_WITH_ADMINISTRATOR,
  type State,
  type Step,
} from './recovery-model.ts';
import { Walker, type Place } from './recovery-walker.ts';
import type { Tables } from './tables.ts';

/**
 * Walks every path of so many steps on the real Worker, and holds it after each step to the model of
 * docs/recovery.md; and to what must be true whatever the model says: the promises below know only which steps
 * were taken, and when. A state that was reached before is not walked from again.
 */
const DEPTH = 8;
const DEPTH_WITH_ADMINISTRATOR = 5;

interface Node {
  state: State;
  place: Place;
  path: Step[];
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/**
 * The walker holds the clock, so what an answer waits for in order not to tell by its time passes at once: some 700
 * steps of it, a quarter of a second each. That it does wait is for uniform-answers.test.ts. Deadlines stay.
 */
function letUniformAnswersPass(): void {
  const wait = globalThis.setTimeout as (work: () => void, ms?: number) => number;
  const passing = (work: () => void, ms = 0) => wait(work, ms <= UNIFORM_ANSWER_MS ? 0 : ms);
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(passing as unknown as typeof setTimeout);
}

/** What of the service's own answer the model speaks of. */
const shown = (session: Session | null): Pick<State, 'stage' | 'level'> => ({
  stage: (session?.stage ?? 'none') as State['stage'],
  level: session?.level ?? 0,
});

/** The steps since the last password, which are what a session was opened with. */
const sinceSignIn = (path: Step[]) => path.slice(path.lastIndexOf('password'));

const hours = (steps: Step[]) =>
  steps.reduce((sum, step) => sum + (step === 'wait a day' ? 24 : step === 'wait three days' ? 72 : 0), 0);

/** Whether the password of the last sign-in is worth no more than the mailbox that reset it. */
function wasReset(path: Step[]): boolean {
  const before = path.slice(0, path.lastIndexOf('password'));
  const reset = before.lastIndexOf('reset');
  return reset !== -1 && !before.slice(reset).includes('totp');
}

/** The most that the steps since the sign-in prove: a factor each, something held beside something known. */
function provenLevel(path: Step[]): number {
  const steps = sinceSignIn(path);
  if (steps[0] !== 'password') return 0;
  if (steps.includes('totp')) return 3;
  return steps.includes('recovery code') && !wasReset(path) ? 2 : 1;
}

/** Whether the steps allow a session of recovery, by what was proven and how long ago. */
function mayRecover(path: Step[]): boolean {
  const steps = sinceSignIn(path);
  const before = path.slice(0, path.length - steps.length);
  if (steps.includes('prove by code') && wasReset(path)) return true;
  if (steps.includes('use the pass') && path.includes('issue a pass')) return true;
  if (!steps.includes('prove by mail')) return false;
  const cancelled = Math.max(before.lastIndexOf('cancel by link'), before.lastIndexOf('stop in session'));
  const first = before.findIndex((step, at) => step === 'prove by mail' && at > cancelled);
  if (first === -1) return false;
  // By the weakest password that was used from the first proof on.
  const reset = before.slice(first).includes('reset') ? before.lastIndexOf('reset') : first;
  const weak = wasReset(path) || before.slice(first).includes('reset');
  return hours(before.slice(weak ? reset : first)) >= (weak ? 72 : 24);
}

function expectPromises(path: Step[], session: Session | null, was: Tables, is: Tables): void {
  const { stage, level } = shown(session);
  const at = path.join(' → ');
  if (stage === 'full')
    expect(level, `${at}: a session no stronger than its proofs`).toBeLessThanOrEqual(provenLevel(path));
  else expect(level, `${at}: one factor is one`).toBeLessThanOrEqual(1);
  if (stage === 'full')
    expect(
      sinceSignIn(path).some((step) => step === 'totp' || step === 'recovery code'),
      at,
    ).toBe(true);
  if (stage === 'recovery') expect(mayRecover(path), `${at}: a recovery no weaker than its rule`).toBe(true);

  const active = (tables: Tables) =>
    tables.factors!.filter(({ state, method }) => state === 'active' && method !== 'recovery-code');
  const gone = active(was).filter(({ id }) => !active(is).some((row) => row.id === id));
  const removals = is.events!.filter(
    ({ seq, type }) => type === 'factor.removed' && Number(seq) > was.events!.length,
  );
  expect(
    removals.map(({ subject }) => subject),
    `${at}: none is removed without its event`,
  ).toEqual(gone.map(({ name }) => name));
  if (gone.length > 0) expect(['set up anew', 'administrator resets']).toContain(path.at(-1));

  const ended = (tables: Tables) => tables.recoveries!.filter(({ outcome }) => outcome === 'cancelled');
  for (const row of ended(was)) expect(is.recoveries, `${at}: cancelled stays cancelled`).toContainEqual(row);
}

/** Walks every path of these steps. @returns how much there was, and what the recovery address was told */
async function walk(steps: readonly Step[], most: number) {
  const person = await withTwoStep();
  const address = await withRecoveryAddress(person);
  const own = await withRecoveryAddress(person, person.email.replace('@', '+again@'));
  const factors = await rows<FactorRow>(person.browser.userId, 'SELECT * FROM factors');
  const idOf = (to: string) => factors.find((factor) => factor.address === to)!.id;
  const walker = new Walker(person, address, { other: idOf(address), own: idOf(own) });
  await person.browser.call('DELETE', '/v1/session');
  letUniformAnswersPass();
  const seen = new Set([JSON.stringify(FIRST)]);
  const took: Partial<Record<Step, number>> = {};
  let level: Node[] = [{ state: FIRST, place: await walker.place(), path: [] }];
  let taken = 0;
  for (let depth = 1; depth <= most; depth++) {
    const reached: Node[] = [];
    for (const node of level) {
      for (const step of steps) {
        if (node.state.stage === 'none' && NEEDS_SESSION.has(step)) continue;
        const path = [...node.path, step];
        await walker.goTo(node.place);
        if (await walker.take(step)) took[step] = (took[step] ?? 0) + 1;
        const session = await walker.session();
        const place = await walker.place();
        const state = next(node.state, step);
        taken++;
        expect(shown(session), path.join(' → ')).toEqual(shown0(state));
        expectPromises(path, session, node.place.tables, place.tables);
        const key = JSON.stringify(state);
        if (seen.has(key)) continue;
        seen.add(key);
        reached.push({ state, place, path });
      }
    }
    level = reached;
  }
  console.log(`${taken} steps from ${seen.size} states`);
  return { states: seen.size, took, told: await mailbox(address) };
}

describe('account recovery', () => {
  test('every path of 8 steps ends where the model says, and keeps every promise', async () => {
    const { states, took, told } = await walk(STEPS, DEPTH);
    expect(states).toBeGreaterThan(150);
    expect(took['set up anew']).toBeGreaterThan(5);
    const completions = told.filter(({ subject }) => subject.includes('recovered'));
    // Each path settled, so each was told; the inbox keeps one message an id, and paths that branch share ids.
    expect(completions.length, 'a completion, and what it removed, is told').toBeGreaterThan(0);
    for (const { text } of completions) expect(text).toMatch(/Authenticator app|New/);
  }, 600_000);

  test('nor does what administrators do about it: every path of 5 steps with a pass and a reset', async () => {
    const { states, took, told } = await walk(STEPS_WITH_ADMINISTRATOR, DEPTH_WITH_ADMINISTRATOR);
    expect(states).toBeGreaterThan(60);
    for (const step of ['set up anew', 'use the pass', 'administrator resets'] as const)
      expect(took[step], step).toBeGreaterThan(5);
    for (const what of [/pass/, /reset/]) expect(told.some(({ subject }) => what.test(subject))).toBe(true);
  }, 600_000);
});

const shown0 = ({ stage, level }: State) => ({ stage, level });
