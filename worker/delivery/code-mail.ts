import type { Language } from '../../messages/language.ts';
import type { ChallengeRow } from '../../schema/user-tables.ts';
import { MINUTE } from '../clock.ts';
import { config } from '../config.ts';
import { grouped } from '../factors/crockford.ts';
import { mailedCode, mailedResetCode } from '../factors/mailed-code.ts';
import { CHALLENGE_MS } from '../policy/limits.ts';
import type { Mail } from './delivery.ts';
import { mailWords } from './mail-words.ts';

type Words = Pick<Mail, 'subject' | 'text'>;

/**
 * The mail that answers a request for a code.
 * @param language the account's: that of who asks is kept with the challenge and comes first
 */
export function codeMail(challenge: ChallengeRow, language: Language): Words {
  // A stranger may have asked: whose mailbox it is reads it in the account's own language.
  if (challenge.purpose === 'sign-up' && !challenge.sealed) return accountExists(language);
  const code =
    challenge.purpose === 'password-reset'
      ? grouped(mailedResetCode(config.keyRing, challenge.id))
      : mailedCode(config.keyRing, challenge.id);
  const { code: words } = mailWords(challenge.language ?? language);
  return {
    subject: words.subject(code, config.serviceName),
    text: [
      words.yourCode(code),
      '',
      `${words.purpose[challenge.purpose](config.serviceName)} ${words.worksOnce(CHALLENGE_MS / MINUTE)}`,
      words.neverAsks(config.serviceName),
      '',
      words.ignore,
    ].join('\n'),
  };
}

function accountExists(language: Language): Words {
  const { accountExists: words } = mailWords(language);
  return {
    subject: words.subject(config.serviceName),
    text: [
      words.text(config.serviceName),
      '',
      `${words.signIn} ${config.origin}/sign-in`,
      `${words.forgot} ${config.origin}/recover`,
      '',
      words.ignore,
    ].join('\n'),
  };
}
