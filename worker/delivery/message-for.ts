import type { Language } from '../../messages/language.ts';
import type { EventType } from '../../schema/api/event.ts';
import type { ChallengeRow, EventRow } from '../../schema/user-tables.ts';
import { codeMail } from './code-mail.ts';
import { codeText } from './code-text.ts';
import type { Message } from './delivery.ts';
import { notice, NOTICE_EVENTS } from './notice.ts';

/** The events that a code leaves upon. The challenge says how far it got (worker/user/sending/deliver-codes.ts). */
const CODE_EVENTS: EventType[] = ['code.sent', 'password.reset-requested'];

/** The events that a message may go out for: what the object looks for after a commit. */
export const MESSAGE_EVENTS: ReadonlySet<EventType> = new Set([...CODE_EVENTS, ...NOTICE_EVENTS]);

/** The message with the code of a challenge; null where there is nobody to write to. */
export function codeMessage(challenge: ChallengeRow, id: string, language: Language): Message | null {
  const { address, method } = challenge;
  if (!address) return null;
  return method === 'sms'
    ? { channel: 'sms', id, to: address, text: codeText(challenge, language) }
    : { channel: 'email', id, to: address, html: null, ...codeMail(challenge, language) };
}

/**
 * The messages of a notice.
 * @param addresses where notices go: the sign-in address and every recovery address
 * @param language the account's
 * @param notMe the address behind 'This was not me'
 * @param cancelLink the address that stops what the event tells of, where there is something to stop
 * @param idOf the id of the message to an address
 */
export function noticesFor(
  event: EventRow,
  addresses: string[],
  language: Language,
  notMe: string,
  cancelLink: string | null,
  idOf: (to: string) => string,
): Message[] {
  const words = notice(event, language, notMe, cancelLink);
  if (!words) return [];
  const { alsoTo } = JSON.parse(event.detail) as { alsoTo?: string };
  return [...new Set([...addresses, ...(alsoTo?.includes('@') ? [alsoTo] : [])])].map((to) => ({
    channel: 'email',
    id: idOf(to),
    to,
    ...words,
  }));
}
