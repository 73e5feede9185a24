import type { Language } from '../../messages/language.ts';
import type { GraveAct } from '../../schema/api/administered.ts';
import type { Role } from '../../schema/api/role.ts';
import type { EventType } from '../../schema/api/event.ts';
import { defaultNameOf } from '../../schema/default-names.ts';
import type { EventRow } from '../../schema/user-tables.ts';
import { config } from '../config.ts';
import { deviceOf } from '../user/sign-in/describe-device.ts';
import type { NoticeContent } from './notice-html.ts';
import { noticeHtml } from './notice-html.ts';
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
  /** An instant in words. */
  date: (at: unknown) => string;
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
    if (detail['actor']) return of(words.removedByAdministrator, name);
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
  'push.verification-on': (words, { name }) => of(words.verificationOn, name),
  'push.verification-off': (words, { name }) => of(words.verificationOff, name),
  'passkey.counter-regressed': (words, { name }) => of(words.passkeyCopied, name),
  'recovery-codes.voided': (words, { detail }) => (detail['actor'] ? words.codesVoided : null),
  'recovery-codes.generated': (words) => words.recoveryCodesMade,
  'recovery-code.used': (words, { detail }) => of(words.recoveryCodeUsed, Number(detail['left'])),
  'account.recovery-requested': (words, { detail, date }) =>
    detail['path'] === 'code-after-reset'
      ? of(words.recoveryByCode, Number(detail['left']))
      : of(words.recoveryRequested, date(detail['readyAt'])),
  'account.recovery-ready': (words, { detail, date }) => of(words.recoveryReady, date(detail['expiresAt'])),
  'account.recovery-cancelled': (words, { detail }) =>
    detail['by'] === 'change' ? null : words.recoveryCancelled,
  'account.recovery-completed': ({ recoveryCompleted: { subject, text } }, { name, detail }) => {
    const removed = JSON.parse(String(detail['removed'])) as string[];
    return { subject, text: text(name, removed.join(', ')) };
  },
  'account.help-requested': (words) => words.helpRequested,
  'password.changed': (words) => words.passwordChanged,
  'password.reset': (words) => words.passwordReset,
  'session.ended': (words, { detail }) => (detail['reason'] === 'ended' ? words.sessionEnded : null),
  'sessions.ended': (words, { detail }) =>
    detail['actor'] ? words.signedOutByAdministrator : words.sessionsEnded,
  'sign-in.succeeded': (words, { detail }) => (detail['newDevice'] === true ? words.newDevice : null),
  'device.remembered': (words, { detail }) => of(words.deviceRemembered, Number(detail['days'])),
  'device.forgotten': (words, { detail }) => (detail['reason'] === 'revoked' ? words.deviceForgotten : null),
  'device.copied': (words) => words.deviceCopied,
  'account.locked': (words) => words.accountLocked,
  'account.role-changed': (words, { detail }) => of(words.roleChanged, detail['grantedRole'] as Role | null),
  'account.unlocked': (words) => words.accountUnlocked,
  'account.reset': (words, { detail }) =>
    of(words.resetByAdministrator, (JSON.parse(String(detail['removed'])) as string[]).join(', ')),
  'account.enrollment-required': (words) => words.enrollmentRequired,
  'factors.unlocked': (words) => words.factorsUnlocked,
  'pass.issued': ({ passIssued: { subject, text } }, { detail, date }) => ({
    subject,
    text: text(date(detail['startsAt']), date(detail['expiresAt'])),
  }),
  'pass.used': (words) => words.passUsed,
  'pass.ended': (words) => words.passEnded,
  'account.act-asked': (words, { detail, date }) =>
    of(
      words.actAsked[detail['type'] as GraveAct],
      detail['readyAt'] === null ? null : date(detail['readyAt']),
    ),
  'account.act-ended': (words, { detail }) =>
    detail['outcome'] === 'approved' ? words.actApproved : words.actStopped,
  'account.help-answered': (words, { detail }) => {
    const answer = detail['answer'] as 'answered' | 'refused' | 'acted';
    return answer === 'acted' ? null : of(words.helpAnswered[answer], String(detail['reason']));
  },
  'account.invited': (words, { detail }) => of(words.accountInvited, detail['password'] === true),
  'account.exported': (words) => words.accountExported,
};

const of = <V>({ subject, text }: { subject: string; text: (value: V) => string }, value: V): Said => ({
  subject,
  text: text(value),
});

/** Events that a notice may go out for. */
export const NOTICE_EVENTS = Object.keys(NOTICES) as EventType[];

/** What the factor is called, in the reader's language where the service named it. */
function nameOf({ notice: { aMethod }, defaultNames }: MailWords, { method, subject }: EventRow): string {
  if (subject === null) return aMethod;
  return (method && defaultNameOf(method, subject, defaultNames)) ?? subject;
}

/** 'Firefox on Windows' */
function mailDevice({ device: { unknown, browser: aBrowser, on } }: MailWords, userAgent: string): string {
  const { browser, system } = deviceOf(userAgent);
  if (!browser && !system) return unknown;
  return system ? on(browser ?? aBrowser, system) : browser!;
}

/** What leaves of a notice. */
interface NoticeMail extends Said {
  html: string;
}

/**
 * The notice of an event, as text and as HTML; null where none is due.
 * @param notMe the address behind 'This was not me'
 * @param cancelLink the address that stops what it tells of, where there is something to stop
 */
export function notice(
  event: EventRow,
  language: Language,
  notMe: string,
  cancelLink: string | null,
): NoticeMail | null {
  const words = mailWords(language);
  const detail = JSON.parse(event.detail) as Record<string, unknown>;
  // A recovery and a reset tell of all that they did at once.
  if (detail['within'] !== undefined) return null;
  const said = NOTICES[event.type]?.(words.notices, {
    name: nameOf(words, event),
    method: event.method,
    detail,
    date: (at) => mailDate(language, Number(at)),
  });
  if (!said) return null;
  const { when, device, where, notKnown, by, anAdministrator, reason } = words.notice;
  const action = actionOf(words.notice, event, detail, notMe, cancelLink);
  const byPerson: NoticeContent['facts'] = [
    [device, mailDevice(words, event.user_agent)],
    [where, [event.place, event.ip].filter(Boolean).join(', ') || notKnown],
  ];
  // Where an administrator sat, and on what, is not his person's business.
  const byAdministrator: NoticeContent['facts'] = [
    [by, anAdministrator],
    [reason, String(detail['reason'])],
  ];
  const who = detail['actor'] ? byAdministrator : byPerson;
  const content: NoticeContent = {
    language,
    title: said.subject,
    text: said.text,
    // Who is invited has done nothing yet, on no device.
    facts: [[when, mailDate(language, event.at)], ...(event.type === 'account.invited' ? [] : who)],
    whatToDo: action.whatToDo,
    action: { label: action.label, url: action.url },
    serviceName: config.serviceName,
  };
  return {
    subject: `${config.serviceName}: ${said.subject}`,
    text: asText(content),
    html: noticeHtml(content),
  };
}

/** What its reader can do, by one link. */
function actionOf(
  words: MailWords['notice'],
  { type }: EventRow,
  detail: Told['detail'],
  notMe: string,
  cancelLink: string | null,
) {
  const { whatToDo, notMeLabel, backIn, backInLabel, stopIt, stopItLabel, begin, signInLabel } = words;
  const setPassword = { label: backInLabel, url: `${config.origin}/recover` };
  if (type === 'account.locked') return { whatToDo: backIn, ...setPassword };
  if (type === 'account.invited')
    return {
      whatToDo: begin,
      ...(detail['password'] ? { label: signInLabel, url: `${config.origin}/sign-in` } : setPassword),
    };
  if (cancelLink) return { whatToDo: stopIt, label: stopItLabel, url: cancelLink };
  return { whatToDo, label: notMeLabel, url: notMe };
}

const asText = ({ text, facts, whatToDo, action }: NoticeContent) =>
  [text, '', ...facts.map((fact) => fact.join(' ')), '', whatToDo, action.url].join('\n');
