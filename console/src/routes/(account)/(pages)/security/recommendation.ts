import type { FactorList } from '#schema/api/factor.ts';
import type { Session } from '#schema/api/session.ts';

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
  const disabled = factors.find(({ state }) => state === 'disabled');
  const secondSteps = factors.filter(({ use, method }) => use === 'sign-in' && method !== 'password');
  const hasPasskey = secondSteps.some(({ method }) => method === 'passkey');
  const recoveryMethods = factors.filter(({ use }) => use === 'recovery');

  if (!twoStep) {
    return {
      tone: 'warn',
      title: 'Turn on two-step verification',
      text: 'Today your password is all that a stranger needs. With a second step it is not enough. It takes about three minutes.',
      action: { href: SET_UP, text: 'Set it up' },
    };
  }
  if (disabled) {
    return {
      tone: 'warn',
      title: `“${disabled.name}” was turned off`,
      text: 'There were too many wrong tries with it. Remove it and set it up again.',
      action: { href: '/security/two-step', text: 'Look at it' },
    };
  }
  if (level === LEVEL_WITH_RECOVERY_CODE) {
    return {
      tone: 'warn',
      title: 'You came in with a recovery code',
      text: 'If your phone is lost, remove it from your account and set up another one.',
      action: { href: '/security/two-step', text: 'Look at your methods' },
    };
  }
  if (recoveryCodes.remaining <= LOW_CODES) return newCodes(recoveryCodes.remaining);
  if (recoveryMethods.length === 0) {
    return {
      tone: 'info',
      title: 'Add a recovery e-mail',
      text: 'It is where we reach you when something about your sign-in changes.',
      action: { href: '/security/two-step#recovery', text: 'Add an address' },
    };
  }
  if (secondSteps.length === 1) {
    return {
      tone: 'info',
      title: 'Add a second authenticator',
      text: hasPasskey
        ? 'With one on another device, a lost one is an errand and not an emergency.'
        : 'With a passkey beside it, a lost phone is an errand, and signing in takes one touch.',
      action: { href: SET_UP, text: 'Add one' },
    };
  }
  if (!hasPasskey) {
    return {
      tone: 'info',
      title: 'Sign in with a touch',
      text: 'A passkey takes the place of your password and the code, and nobody can trick you out of it.',
      action: { href: '/security/passkeys/add', text: 'Add a passkey' },
    };
  }
  return {
    tone: 'good',
    title: 'Your account is well protected',
    text: 'Two-step verification is on, you have more than one method, and your recovery codes are ready.',
  };
}

const newCodes = (left: number): Recommendation => ({
  tone: 'warn',
  title:
    left === 0
      ? 'You have no recovery codes left'
      : `Only ${left} recovery code${left === 1 ? '' : 's'} left`,
  text: 'They are your way back in when you lose your phone. Make a new set and keep it somewhere safe.',
  action: { href: '/security/recovery-codes', text: 'Get new codes' },
});
