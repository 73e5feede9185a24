import type { FactorList } from '#schema/api/factor.ts';
import type { Session } from '#schema/api/session.ts';
import { factorName } from '#lib/factor-name.ts';
import { words } from '#lib/language.svelte.ts';

export type Recommendation = {
  tone: 'good' | 'warn' | 'info';
  title: string;
  text: string;
  action?: { href: string; text: string };
};

/** Codes left at which new ones are due. */
export const LOW_CODES = 3;

/** Password and a recovery code: two proofs of one kind. With an authenticator it is more. */
const LEVEL_WITH_RECOVERY_CODE = 2;

const SET_UP = '/security/two-step/set-up';

/** The one thing to do next, the most urgent first. */
export function recommend(
  { twoStep, factors, recoveryCodes }: FactorList,
  { level }: Pick<Session, 'level'>,
): Recommendation {
  const text = words().recommendations;
  const disabled = factors.find(({ state }) => state === 'disabled');
  const secondSteps = factors.filter(({ use, method }) => use === 'sign-in' && method !== 'password');
  const hasPasskey = secondSteps.some(({ method }) => method === 'passkey');
  const recoveryMethods = factors.filter(({ use }) => use === 'recovery');

  if (!twoStep) {
    return {
      tone: 'warn',
      title: text.turnOn.title,
      text: text.turnOn.text,
      action: { href: SET_UP, text: text.turnOn.action },
    };
  }
  if (disabled) {
    return {
      tone: 'warn',
      title: text.disabled.title(factorName(disabled)),
      text: text.disabled.text,
      action: { href: '/security/two-step', text: text.disabled.action },
    };
  }
  if (level === LEVEL_WITH_RECOVERY_CODE) {
    return {
      tone: 'warn',
      title: text.cameWithCode.title,
      text: text.cameWithCode.text,
      action: { href: '/security/two-step', text: text.cameWithCode.action },
    };
  }
  if (recoveryCodes.remaining <= LOW_CODES) return newCodes(recoveryCodes.remaining);
  if (recoveryMethods.length === 0) {
    return {
      tone: 'info',
      title: text.recoveryMethod.title,
      text: text.recoveryMethod.text,
      action: { href: '/security/two-step#recovery', text: text.recoveryMethod.action },
    };
  }
  if (secondSteps.length === 1) {
    return {
      tone: 'info',
      title: text.second.title,
      text: hasPasskey ? text.second.textWithPasskey : text.second.text,
      action: { href: SET_UP, text: text.second.action },
    };
  }
  if (!hasPasskey) {
    return {
      tone: 'info',
      title: text.passkey.title,
      text: text.passkey.text,
      action: { href: '/security/passkeys/add', text: words().common.addAPasskey },
    };
  }
  return {
    tone: 'good',
    title: text.good.title,
    text: text.good.text,
  };
}

const newCodes = (left: number): Recommendation => ({
  tone: 'warn',
  title: words().recommendations.newCodes.title(left),
  text: words().recommendations.newCodes.text,
  action: { href: '/security/recovery-codes', text: words().recommendations.newCodes.action },
});
