import type { Event } from '#schema/api/event.ts';
import { nameWords } from './factor-name.ts';
import { words } from './language.svelte.ts';

/** An event of the ledger as a line. */
export const eventWords = ({ type, method, subject }: Pick<Event, 'type' | 'method' | 'subject'>): string =>
  words().events[type]({ method, name: method && subject ? nameWords(method, subject) : subject });

/** Events that a person should look at twice. */
export const isAlarming = ({ type }: Pick<Event, 'type'>): boolean =>
  [
    'sign-in.failed',
    'challenge.failed',
    'factor.locked',
    'factor.disabled',
    'passkey.counter-regressed',
    'push.denied',
    'push.reported',
    'account.recovery-requested',
    'account.recovery-continued',
    'account.recovery-ready',
    'account.recovery-completed',
    'account.help-requested',
    'device.copied',
    'account.locked',
    'account.reset',
    'account.act-asked',
    'pass.issued',
    'pass.used',
    'pass.ended',
  ].includes(type);
