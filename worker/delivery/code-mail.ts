import type { Language } from '../../messages/language.ts';
import type { ChallengeRow } from '../../schema/user-tables.ts';
import { MINUTE } from '../clock.ts';
import { config } from '../config.ts';
import { grouped } from '../factors/crockford.ts';
import { mailedCode, mailedResetCode } from '../factors/mailed-code.ts';
import { CHALLENGE_MS } from '../policy/limits.ts';
import { codeText } from './code-text.ts';
import type { Message } from './delivery.ts';
import { mailWords } from './mail-words.ts';

/**
 * The mail that answers a request for a code; null where there is nobody to write to.
 * @param language the account's: that of who asks is kept with the challenge and comes first
 */
export function codeMail(challenge: ChallengeRow, language: Language): Message | null {
  if (!challenge.address) return null;
  if (challenge.method === 'sms')
    return { to: challenge.address, subject: '', text: codeText(challenge, language) };
  // A stranger may have asked: whose mailbox it is reads it in the account's own language.
  if (challenge.purpose === 'sign-up' && !challenge.sealed) return accountExists(challenge.address, language);
  const code =
    challenge.purpose === 'password-reset'
      ? grouped(mailedResetCode(config.keyRing, challenge.id))
      : mailedCode(config.keyRing, challenge.id);
  const { code: words } = mailWords(challenge.language ?? language);
  return {
    to: challenge.address,
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

function accountExists(to: string, language: Language): Message {
  const { accountExists: words } = mailWords(language);
  return {
    to,
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
