import type { Language } from '../../messages/language.ts';
import type { EventType } from '../../schema/api/event.ts';
import type { EventRow } from '../../schema/user-tables.ts';
import { config } from '../config.ts';
import { describeDevice } from '../user/describe-device.ts';
import type { MailWords } from './mail-words.ts';
import { mailDate, mailWords } from './mail-words.ts';

/** Subject and sentence. */
interface Said {
  subject: string;
  text: string;
}

/** An event, as its notice needs it. */
interface Told {
  /** What the factor is called. */
  name: string;
  method: EventRow['method'];
  detail: Record<string, unknown>;
}

/**
 * What the person is told of, at every stored address (63B-4 4.6). An event that is not here, or answers
 * null, sends nothing.
 */
const NOTICES: Partial<Record<EventType, (words: MailWords['notices'], told: Told) => Said | null>> = {
  'factor.added': (words, { name, method }) =>
    of(
      method === 'email'
        ? words.recoveryAddressAdded
        : method === 'sms'
          ? words.recoveryNumberAdded
          : words.methodAdded,
      name,
    ),
  'factor.renamed': ({ methodRenamed: { subject, text } }, { name, detail }) => ({
    subject,
    text: text(String(detail['from']), name),
  }),
  'factor.removed': (words, { name, method, detail }) => {
    const { subject, text } = of(
      method === 'email'
        ? words.recoveryAddressRemoved
        : method === 'sms'
          ? words.recoveryNumberRemoved
          : words.methodRemoved,
      name,
    );
    return { subject, text: detail['twoStepOff'] ? `${text} ${words.twoStepOff}` : text };
  },
  'factor.preferred': (words, { name }) => of(words.recoveryPreferred, name),
  'factor.locked': (words, { name }) => of(words.methodLocked, name),
  'factor.disabled': (words, { name, method }) =>
    method === 'password' ? words.passwordDisabled : of(words.methodDisabled, name),
  'push.reported': (words, { name }) => of(words.pushReported, name),
  'passkey.counter-regressed': (words, { name }) => of(words.passkeyCopied, name),
  'recovery-codes.generated': (words) => words.recoveryCodesMade,
  'recovery-code.used': (words, { detail }) => of(words.recoveryCodeUsed, Number(detail['left'])),
  'password.changed': (words) => words.passwordChanged,
  'password.reset': (words) => words.passwordReset,
  'session.ended': (words, { detail }) => (detail['reason'] === 'ended' ? words.sessionEnded : null),
  'sessions.ended': (words) => words.sessionsEnded,
};

const of = <V>({ subject, text }: { subject: string; text: (value: V) => string }, value: V): Said => ({
  subject,
  text: text(value),
});

/** Events that a notice may go out for. */
export const NOTICE_EVENTS = Object.keys(NOTICES) as EventType[];

/** Subject and text of the notice of an event; null where none is due. */
export function notice(event: EventRow, language: Language): Said | null {
  const words = mailWords(language);
  const said = NOTICES[event.type]?.(words.notices, {
    name: event.subject ?? words.notice.aMethod,
    method: event.method,
    detail: JSON.parse(event.detail) as Record<string, unknown>,
  });
  if (!said) return null;
  const { when, device, where, notKnown, whatToDo } = words.notice;
  return {
    subject: `${config.serviceName}: ${said.subject}`,
    text: [
      said.text,
      '',
      `${when} ${mailDate(language, event.at)}`,
      `${device} ${describeDevice(event.user_agent, words.device)}`,
      `${where} ${[event.place, event.ip].filter(Boolean).join(', ') || notKnown}`,
      '',
      whatToDo,
      `${config.origin}/security`,
    ].join('\n'),
  };
}
