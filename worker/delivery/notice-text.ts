import type { Language } from '../../messages/language.ts';
import type { EventRow } from '../../schema/user-tables.ts';
import { config } from '../config.ts';
import { mailWords } from './mail-words.ts';

/**
 * The notice of an event as a text message; null where none is due. A text costs money, and a phone is no mailbox:
 * it is told of what takes an account over, a change of the numbers themselves and an account recovery.
 * @param cancelLink the address that stops a recovery
 */
export function noticeText(event: EventRow, language: Language, cancelLink: string | null): string | null {
  const { sms } = mailWords(language);
  const { serviceName, origin } = config;
  switch (event.type) {
    case 'factor.added':
    case 'factor.removed':
      return event.method === 'sms' ? sms.numbersChanged(serviceName, `${origin}/security`) : null;
    case 'account.recovery-requested':
    case 'account.recovery-ready':
    case 'account.act-asked':
    case 'pass.issued':
    case 'pass.used':
      return cancelLink && sms.recovery(serviceName, cancelLink);
    default:
      return null;
  }
}
