import type { Language } from '../../messages/language.ts';
import type { EventType } from '../../schema/api/event.ts';
import type { ChallengeRow, EventRow } from '../../schema/user-tables.ts';
import { codeMail } from './code-mail.ts';
import type { Message } from './delivery.ts';
import { notice, NOTICE_EVENTS } from './notice.ts';

const CODE_EVENTS: EventType[] = ['code.sent', 'password.reset-requested'];

/** The events that a message may go out for: what the object looks for behind its delivery cursor. */
export const MESSAGE_EVENTS: ReadonlySet<EventType> = new Set([...CODE_EVENTS, ...NOTICE_EVENTS]);

/**
 * The messages that an event asks for.
 * @param challenge the row that a code event names
 * @param addresses where notices go: the sign-in address and every recovery address
 * @param language the account's
 */
export function messagesFor(
  event: EventRow,
  challenge: ChallengeRow | undefined,
  addresses: string[],
  language: Language,
): Message[] {
  if (CODE_EVENTS.includes(event.type)) {
    const mail = challenge && challenge.closed_at === null && codeMail(challenge, language);
    return mail ? [mail] : [];
  }
  const text = notice(event, language);
  if (!text) return [];
  const { alsoTo } = JSON.parse(event.detail) as { alsoTo?: string };
  return [...new Set([...addresses, ...(alsoTo?.includes('@') ? [alsoTo] : [])])].map((to) => ({
    to,
    ...text,
  }));
}
