import type { Language } from '../../messages/language.ts';
import type { ChallengeRow } from '../../schema/user-tables.ts';
import { config } from '../config.ts';
import { mailedCode } from '../factors/mailed-code.ts';
import { mailWords } from './mail-words.ts';

/**
 * The text message that answers a request for a code: one line for the person, and a last one by which phones fill
 * the code in on this service's pages and on no other's (wicg.github.io/sms-one-time-codes, 'origin-bound one-time
 * codes'): `@id.example.com #123456`.
 * @param language the account's: that of who asks is kept with the challenge and comes first
 */
export function codeText(challenge: ChallengeRow, language: Language): string {
  const code = mailedCode(config.keyRing, challenge.id);
  const { sms: words } = mailWords(challenge.language ?? language);
  const { hostname } = new URL(config.origin);
  return `${words.code(code, config.serviceName)}\n\n@${hostname} #${code}`;
}
