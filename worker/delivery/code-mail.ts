import type { ChallengeRow } from '../../schema/user-tables.ts';
import { MINUTE } from '../clock.ts';
import { config } from '../config.ts';
import { grouped } from '../factors/crockford.ts';
import { mailedCode, mailedResetCode } from '../factors/mailed-code.ts';
import { CHALLENGE_MS } from '../policy/limits.ts';
import type { Message } from './delivery.ts';

/** The mail that answers a request for a code; null where there is nobody to write to. */
export function codeMail(challenge: ChallengeRow): Message | null {
  if (!challenge.address) return null;
  if (challenge.purpose === 'sign-up' && !challenge.sealed) return accountExists(challenge.address);
  const code =
    challenge.purpose === 'password-reset'
      ? grouped(mailedResetCode(config.keyRing, challenge.id))
      : mailedCode(config.keyRing, challenge.id);
  return {
    to: challenge.address,
    subject: `${code} is your ${config.serviceName} code`,
    text: [
      `Your code: ${code}`,
      '',
      `${PURPOSE[challenge.purpose]} It works once, for ${CHALLENGE_MS / MINUTE} minutes.`,
      `${config.serviceName} never asks for this code by phone or mail. Do not pass it on to anybody.`,
      '',
      'If you did not ask for it, you need not do anything.',
    ].join('\n'),
  };
}

const PURPOSE: Record<ChallengeRow['purpose'], string> = {
  'sign-up': `Enter it to confirm your address and open your ${config.serviceName} account.`,
  'sign-in': 'Enter it to finish signing in.',
  recovery: 'Enter it to recover your account.',
  reauthentication: 'Enter it to confirm that it is you.',
  enrollment: 'Enter it to make this address a recovery method of your account.',
  'password-reset': 'Enter it to choose a new password.',
};

const accountExists = (to: string): Message => ({
  to,
  subject: `You already have a ${config.serviceName} account`,
  text: [
    `Somebody, probably you, tried to sign up to ${config.serviceName} with this address. It has an account already.`,
    '',
    `Sign in: ${config.origin}/sign-in`,
    `Forgot the password: ${config.origin}/recover`,
    '',
    'If it was not you, you need not do anything: nothing was changed.',
  ].join('\n'),
});
