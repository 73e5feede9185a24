import type { EventType } from '../../schema/api/event.ts';
import type { EventRow } from '../../schema/user-tables.ts';
import { config } from '../config.ts';
import { describeDevice } from '../user/describe-device.ts';

type Words = (event: EventRow, detail: Record<string, unknown>) => [subject: string, sentence: string] | null;

const subject = (event: EventRow) => event.subject ?? 'A method';

/**
 * What the person is told of, at every stored address (63B-4 4.6). An event that is not here, or answers
 * null, sends nothing.
 */
const NOTICES: Partial<Record<EventType, Words>> = {
  'factor.added': (event, { recovery }) =>
    recovery
      ? null
      : event.method === 'email'
        ? ['A recovery address was added', `${subject(event)} can now help you back into your account.`]
        : ['A sign-in method was added', `“${subject(event)}” was added to your two-step verification.`],
  'factor.renamed': (event, { from }) => [
    'A sign-in method was renamed',
    `“${String(from)}” is now called “${subject(event)}”.`,
  ],
  'factor.removed': (event, { twoStepOff, recovery }) =>
    recovery
      ? null
      : [
          event.method === 'email' ? 'A recovery address was removed' : 'A sign-in method was removed',
          `“${subject(event)}” was removed.${twoStepOff ? ' Two-step verification is now off, and your recovery codes are void.' : ''}`,
        ],
  'factor.locked': (event) => [
    'Too many wrong tries',
    `Somebody entered too many wrong answers for “${subject(event)}”. It is locked for a while.`,
  ],
  'factor.disabled': (event) =>
    event.method === 'password'
      ? [
          'Your password was turned off',
          'Somebody entered too many wrong passwords. Only devices that you signed in on before take it now: choose a new one.',
        ]
      : [
          'A sign-in method was turned off',
          `Too many wrong answers were entered for “${subject(event)}”. It is turned off: use another method, then set it up anew.`,
        ],
  'passkey.counter-regressed': (event) => [
    'A passkey may have been copied',
    `“${subject(event)}” was used, and its counter was not ahead of the last time: a sign that there are two of it. The sign-in was refused. Remove that passkey unless you know why.`,
  ],
  'recovery-codes.generated': (_, { recovery }) =>
    recovery ? null : ['New recovery codes were made', 'Your earlier recovery codes no longer work.'],
  'recovery-code.used': (_, { left, recovery }) =>
    recovery
      ? null
      : ['A recovery code was used', `Somebody signed in with a recovery code. ${String(left)} are left.`],
  'account.recovery-requested': (_, { path, readyAt, left }) => [
    'Somebody asked to recover your account',
    path === 'code-after-reset'
      ? `Somebody who reset your password by mail used a recovery code, and can set up a new sign-in method now. ${String(left)} codes are left.`
      : `Somebody who knows your password says that all sign-in methods are lost. From ${new Date(Number(readyAt)).toUTCString()} on they can set up a new one.`,
  ],
  'account.recovery-ready': (_, { expiresAt }) => [
    'The recovery of your account is ready',
    `The waiting time is over: until ${new Date(Number(expiresAt)).toUTCString()} whoever asked can set up a new sign-in method.`,
  ],
  'account.recovery-cancelled': (_, { by }) =>
    by === 'change'
      ? null
      : [
          'The recovery of your account was stopped',
          'Nobody can use it any more. If somebody else asked for it, they know your password: change it.',
        ],
  'account.recovery-completed': (event, { removed }) => [
    'Your account was recovered',
    `“${subject(event)}” was set up, with new recovery codes. Removed as lost: ${(JSON.parse(String(removed)) as string[]).join(', ') || 'nothing'}. You were signed out everywhere.`,
  ],
  'account.help-requested': () => [
    'Somebody asked an administrator for help with your account',
    'The administrators will look at it. Nothing about your account was changed.',
  ],
  'password.changed': () => ['Your password was changed', 'The password of your account was changed.'],
  'password.reset': () => [
    'Your password was reset',
    'A new password was set with a mailed code. All sessions were ended.',
  ],
  'session.ended': (_, { reason }) =>
    reason === 'ended' ? ['A session was ended', 'You were signed out on one device.'] : null,
  'sessions.ended': () => ['Other sessions were ended', 'You were signed out everywhere else.'],
};

/** Events that a notice may go out for. */
export const NOTICE_EVENTS = Object.keys(NOTICES) as EventType[];

/** Subject and text of the notice of an event; null where none is due. */
export function notice(event: EventRow, cancelLink: string | null): { subject: string; text: string } | null {
  const words = NOTICES[event.type]?.(event, JSON.parse(event.detail) as Record<string, unknown>);
  if (!words) return null;
  return {
    subject: `${config.serviceName}: ${words[0]}`,
    text: [
      words[1],
      '',
      `When: ${new Date(event.at).toUTCString()}`,
      `Device: ${describeDevice(event.user_agent)}`,
      `Where: ${[event.place, event.ip].filter(Boolean).join(', ') || 'not known'}`,
      '',
      ...(cancelLink
        ? ['If this was you, there is nothing to do. If not, stop it here:', cancelLink]
        : [
            `If this was you, there is nothing to do. If not, change your password and end all other sessions at once:`,
            `${config.origin}/security`,
          ]),
    ].join('\n'),
  };
}
