import type { EventList } from '#schema/api/event.ts';
import { LOW_CODES, type FactorList } from '#schema/api/factor.ts';
import type { Session } from '#schema/api/session.ts';
import { factorName } from '#lib/factor-name.ts';
import { words } from '#lib/language.svelte.ts';
import { dateOf } from '#lib/time-words.ts';

export type Recommendation = {
  tone: 'good' | 'warn' | 'info';
  title: string;
  text: string;
  action?: { href: string; text: string };
};

/** Password and a recovery code: two proofs of one kind. A push by a short number makes that level too, without a code. */
const cameWithCode = ({ level, amr }: Pick<Session, 'level' | 'amr'>) => level === 2 && amr.includes('otp');

const SET_UP = '/security/two-step/set-up';

/** The one thing to do next, the most urgent first. */
export function recommend(
  { twoStep, offered, factors, recoveryCodes }: FactorList,
  session: Pick<Session, 'level' | 'amr' | 'enrollmentDue'>,
  { reviewDue }: Pick<EventList, 'reviewDue'>,
): Recommendation {
  const text = words().recommendations;
  const disabled = factors.find(({ state }) => state === 'disabled');
  const secondSteps = factors.filter(({ use, method }) => use === 'sign-in' && method !== 'password');
  const hasPasskey = secondSteps.some(({ method }) => method === 'passkey');
  const recoveryMethods = factors.filter(({ use }) => use === 'recovery');

  if (reviewDue) return step('warn', text.review, '/security/activity');
  if (!twoStep && session.enrollmentDue) {
    const { title, byDate, bySkips } = words().enrollmentDue;
    const { due, skipsLeft } = session.enrollmentDue;
    const why = due ? byDate(dateOf(due)) : bySkips(skipsLeft ?? 0);
    return step('warn', { title, text: why, action: text.turnOn.action }, SET_UP);
  }
  if (!twoStep && offered.length > 0) return step('warn', text.turnOn, SET_UP);
  if (disabled) {
    const title = text.disabled.title(factorName(disabled));
    return step('warn', { ...text.disabled, title }, '/security/two-step');
  }
  if (cameWithCode(session)) return step('warn', text.cameWithCode, '/security/two-step');
  const { remaining } = recoveryCodes;
  if (remaining <= LOW_CODES) {
    const title = text.newCodes.title(remaining);
    return step('warn', { ...text.newCodes, title }, '/security/recovery-codes');
  }
  if (recoveryMethods.length === 0) return step('info', text.recoveryMethod, '/security/two-step#recovery');
  if (secondSteps.length === 1) {
    const why = hasPasskey ? text.second.textWithPasskey : text.second.text;
    return step('info', { ...text.second, text: why }, SET_UP);
  }
  if (twoStep && !hasPasskey && offered.includes('passkey')) {
    return step('info', { ...text.passkey, action: words().common.addAPasskey }, '/security/passkeys/add');
  }
  return { tone: 'good', title: text.good.title, text: text.good.text };
}

const step = (
  tone: Recommendation['tone'],
  { title, text, action }: { title: string; text: string; action: string },
  href: string,
): Recommendation => ({ tone, title, text, action: { href, text: action } });
