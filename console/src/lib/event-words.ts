import type { Event } from '#schema/api/event.ts';
import { METHOD_WORDS } from './method-words.ts';

/** An event of the ledger as a sentence. */
export function eventWords(event: Event): string {
  const method = event.method ? METHOD_WORDS[event.method].noun : null;
  const named = event.subject ? `“${event.subject}”` : null;
  const it = named ?? method ?? 'a method';
  const by = method ? ` by ${method}` : '';

  switch (event.type) {
    case 'account.created':
      return 'Account created';
    case 'sign-in.password-accepted':
      return 'Password accepted, second step asked';
    case 'sign-in.succeeded':
      if (event.method === 'passkey') return `Signed in with ${describe('passkey', named)}`;
      return method && event.method !== 'password' ? `Signed in with ${method}` : 'Signed in';
    case 'sign-in.failed':
      return 'Failed sign-in: wrong password';
    case 'challenge.failed':
      if (event.method === 'passkey')
        return `Refused ${named ? describe('passkey', named) : 'an unknown passkey'}`;
      return `Wrong code${method ? ` (${method})` : ''}`;
    case 'factor.locked':
      return `Paused after too many wrong tries: ${it}`;
    case 'factor.disabled':
      return `Turned off after too many wrong tries: ${it}`;
    case 'passkey.counter-regressed':
      return `Refused ${describe('passkey', named)}: it may have been copied`;
    case 'session.reauthenticated':
      return `Confirmed it’s you${by}`;
    case 'session.ended':
      return 'Signed out';
    case 'sessions.ended':
      return 'Other sessions ended';
    case 'factor.added':
      return `Added ${describe(method, named)}`;
    case 'factor.renamed':
      return `Renamed ${method ?? 'a method'}${named ? ` to ${named}` : ''}`;
    case 'factor.removed':
      return `Removed ${describe(method, named)}`;
    case 'factor.preferred':
      return `Preferred for recovery: ${it}`;
    case 'recovery-codes.generated':
      return 'New recovery codes made';
    case 'recovery-codes.voided':
      return 'Recovery codes cancelled';
    case 'recovery-code.used':
      return 'A recovery code was used';
    case 'password.changed':
      return 'Password changed';
    case 'password.reset-requested':
      return 'Password reset asked for';
    case 'password.reset':
      return 'Password reset by e-mail';
    case 'message.undelivered':
      return 'An e-mail to you could not be sent';
    case 'code.sent':
      return `Code sent${by}`;
  }
}

const describe = (method: string | null, named: string | null): string =>
  [method ?? 'a method', named].filter(Boolean).join(' ');

/** Events that a person should look at twice. */
export const isAlarming = ({ type }: Event): boolean =>
  [
    'sign-in.failed',
    'challenge.failed',
    'factor.locked',
    'factor.disabled',
    'passkey.counter-regressed',
  ].includes(type);
