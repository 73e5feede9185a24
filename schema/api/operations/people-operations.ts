import { Overview } from '../overview.ts';
import { PersonAnswer, PersonEventList, PersonList } from '../person.ts';
import type { Operation } from './operation.ts';

/** The service at a glance, and the people who have an account, as administrators see them. */
export const PEOPLE_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/admin/overview',
    tag: 'Administration',
    session: 'full',
    permission: 'overview.read',
    query: { days: 'For how many days back: 30, 90 or 365' },
    status: 200,
    answer: Overview,
    summary: 'How the service fares',
    description:
      'Who has which second step, what was counted of sign-ins day by day (UTC), what waits for somebody.',
  },
  {
    method: 'get',
    path: '/v1/admin/people',
    tag: 'Administration',
    session: 'full',
    permission: 'people.read',
    query: {
      q: 'How an address, a word of a name, or an id begins',
      secondStep: 'The strongest second step: none, totp, push or passkey',
      weak: 'true: only those with a second step, but none that resists phishing',
      locked: 'true: only those of whom something is locked',
      codesLow: 'true: only those whose recovery codes run low',
      inactive: 'true: only those who have not signed in for 90 days',
      role: 'owner, admin, help-desk or auditor',
      after: 'The `next` of the page before',
    },
    status: 200,
    answer: PersonList,
    summary: 'Look for people',
    description: 'All that is asked for must be true of who is found.',
  },
  {
    method: 'get',
    path: '/v1/admin/people/{id}',
    tag: 'Administration',
    session: 'full',
    permission: 'people.read',
    status: 200,
    answer: PersonAnswer,
    summary: 'Look at somebody',
    description: 'What protects the account, and where it is open. No secret, no code; addresses are masked.',
    problems: ['not-found'],
  },
  {
    method: 'get',
    path: '/v1/admin/people/{id}/events',
    tag: 'Administration',
    session: 'full',
    permission: 'people.read',
    query: { before: 'The `next` of the page before' },
    status: 200,
    answer: PersonEventList,
    summary: 'Somebody’s activity',
    description: 'Newest first, a page at a time; with the administrator and the reason, where one did it.',
    problems: ['not-found'],
  },
];
