import type { Administered } from './candidates/start-administered.ts';
import { BUSY_IP } from './seed/seed-events.ts';
import { DAY_MS } from './seed/seed-users.ts';

/** What the goal of issue 6, point 3, is about; the rest is held to the same. */
export type Subject = 'people' | 'audit log' | 'other pages';

/** Something that an administrator asks. */
export interface Question {
  subject: Subject;
  name: string;
  /** The same about several people, words or days: asked in turn. */
  paths: string[];
}

type Query = Record<string, string>;

/** One for each filter, for how often what it looks for is there, and for the combinations that could cost most. */
export async function questions({ server, users, real }: Administered): Promise<Question[]> {
  const [middle] = await server.ask<{ key: string; id: string }>(
    'SELECT email_canonical AS key, id FROM users ORDER BY email_canonical LIMIT 1 OFFSET ?',
    Math.floor(users.length / 2),
  );
  const [halfway] = await server.ask<{ place: string }>(
    `SELECT at || '.' || number AS place FROM events WHERE number = (SELECT max(number) / 2 FROM events)`,
  );
  const [{ newest }] = (await server.ask<{ newest: number }>('SELECT max(number) AS newest FROM events')) as [
    { newest: number },
  ];
  const [day] = await server.ask<{ active_at: number; id: string }>(
    'SELECT active_at, id FROM users WHERE active_at < ? ORDER BY active_at LIMIT 1 OFFSET ?',
    Date.now() - 90 * DAY_MS,
    Math.floor(users.length / 20),
  );
  const place = (walk: number, ...key: (string | number)[]) =>
    Buffer.from(JSON.stringify([walk, ...key])).toString('base64url');
  const some = (count: number) =>
    Array.from({ length: count }, (_, index) => users[(index * 977) % users.length]!);
  return [
    ...peopleQuestions(place(0, middle!.key, middle!.id), place(0, day!.active_at, day!.id), some(20)),
    ...auditQuestions(halfway!.place, newest, some(20), users.slice(0, 5)),
    ...otherQuestions(real, users.slice(0, 5)),
  ];
}

interface Somebody {
  id: string;
  email: string;
}

function peopleQuestions(middle: string, goneLong: string, some: Somebody[]): Question[] {
  const ask = (name: string, ...queries: Query[]): Question => ({
    subject: 'people',
    name,
    paths: queries.map((query) => `/v1/admin/people?${new URLSearchParams(query)}`),
  });
  const search = (name: string, words: string[], query: Query = {}) =>
    ask(name, ...words.map((q) => ({ ...query, q })));
  const letters = ['m', 's', 'a', 'j', 'z'];
  return [
    ask('first page', {}),
    ask('deep page (of the 50,000th)', { after: middle }),
    search('search: one letter', letters),
    search('search: common beginning of addresses', ['maria', 'james', 'da', 'an']),
    search(
      'search: whole address',
      some.map(({ email }) => email),
    ),
    search('search: common family name', ['an', 'hol', 'ber', 'ander']),
    search('search: rare family name', ['bachdorf', 'yoxenez', 'steinski', 'zibach']),
    search('search: first and family name', ['maria ber', 'zoë an', 'omar holda']),
    search(
      'search: id',
      some.map(({ id }) => id),
    ),
    search(
      'search: beginning of an id',
      some.map(({ id }) => id.slice(0, 4)),
    ),
    search('search: nobody', ['qqqq', 'zzzqx', 'nobody@nowhere.example', 'fffffffff']),
    search('search: last page of one letter', ['m'], { after: middle }),
    ...['none', 'totp', 'push', 'passkey'].map((secondStep) =>
      ask(`second step: ${secondStep}`, { secondStep }),
    ),
    ask('weak', { weak: 'true' }),
    ask('locked', { locked: 'true' }),
    ask('codes low', { codesLow: 'true' }),
    ask('inactive', { inactive: 'true' }),
    ask('inactive, deep page', { inactive: 'true', after: goneLong }),
    ...['owner', 'auditor'].map((role) => ask(`role: ${role}`, { role })),
    search('one letter, locked', letters, { locked: 'true' }),
    search('one letter, codes low', letters, { codesLow: 'true' }),
    search('one letter, inactive', letters, { inactive: 'true' }),
    search('one letter, push, inactive', letters, { secondStep: 'push', inactive: 'true' }),
    search('nobody, locked', ['qqqq'], { locked: 'true' }),
    search('one letter, role', letters, { role: 'auditor' }),
    ask('push, inactive', { secondStep: 'push', inactive: 'true' }),
    ask('none, locked', { secondStep: 'none', locked: 'true' }),
    ask('weak, codes low', { weak: 'true', codesLow: 'true' }),
    ask('passkey, codes low, inactive', { secondStep: 'passkey', codesLow: 'true', inactive: 'true' }),
    ask('no second step, codes low: nobody', { secondStep: 'none', codesLow: 'true' }),
    ask('no second step, weak: nobody', { secondStep: 'none', weak: 'true' }),
    ask('passkey, weak, inactive: nobody', { secondStep: 'passkey', weak: 'true', inactive: 'true' }),
    ask('locked, codes low, inactive', { locked: 'true', codesLow: 'true', inactive: 'true' }),
    search('all filters', letters, {
      secondStep: 'totp',
      weak: 'true',
      locked: 'true',
      codesLow: 'true',
      inactive: 'true',
    }),
  ];
}

function auditQuestions(halfway: string, newest: number, some: Somebody[], busy: Somebody[]): Question[] {
  const ask = (name: string, ...queries: Query[]): Question => ({
    subject: 'audit log',
    name,
    paths: queries.map((query) => `/v1/admin/events?${new URLSearchParams(query)}`),
  });
  const month = { from: instant(120), to: instant(90) };
  const persons = (list: Somebody[]) => list.map(({ id }) => ({ person: id }));
  return [
    ask('first page', {}),
    ask('deep page (of the 1,000,000th)', { before: halfway }),
    ask('what has come since', { after: String(newest - 10) }),
    ask('what has come since, of a rare event', { after: String(newest - 10), type: 'device.copied' }),
    ask('event: common', { type: 'sign-in.succeeded' }),
    ask('event: rare', { type: 'factor.removed' }),
    ask('event: never', { type: 'account.exported' }),
    ask('method: common', { method: 'password' }),
    ask('method: rare', { method: 'sms' }),
    ask('person', ...persons(some)),
    ask('person, by address', ...some.map(({ email }) => ({ person: email }))),
    ask('busiest person', ...persons(busy)),
    ask('the service', { person: 'service' }),
    ask('nobody', { person: 'nobody@example.com' }),
    ask('administrator', ...busy.map(({ id }) => ({ actor: id }))),
    ask(
      'IP address: one person’s',
      ...[3, 4_000, 60_000].map((n) => ({ ip: `203.0.${(n >> 8) & 255}.${n & 255}` })),
    ),
    ask('IP address: busy', { ip: BUSY_IP }),
    ask('a month', month),
    ask('a day without any', { from: '2001-01-01T00:00:00Z', to: '2001-01-02T00:00:00Z' }),
    ask('event, a month', { type: 'sign-in.failed', ...month }),
    ask('event and method: common', { type: 'sign-in.succeeded', method: 'totp' }),
    ask('event and method: rare', { type: 'factor.removed', method: 'sms' }),
    ask('event and method: rare of two common', { type: 'factor.added', method: 'passkey' }),
    ask(
      'event and method: never',
      { type: 'sign-in.succeeded', method: 'sms' },
      { type: 'code.sent', method: 'password' },
    ),
    ask('person and event', ...persons(some).map((one) => ({ ...one, type: 'sign-in.succeeded' }))),
    ask('busiest person and rare event', ...persons(busy).map((one) => ({ ...one, type: 'device.copied' }))),
    ask('person and method', ...persons(some).map((one) => ({ ...one, method: 'password' }))),
    ask('busy IP address and common event', { ip: BUSY_IP, type: 'sign-in.failed' }),
    ask('busy IP address and rare event', { ip: BUSY_IP, type: 'device.copied' }),
    ask('busy IP address and event: never', { ip: BUSY_IP, type: 'account.exported' }),
    ask('busy IP address and rare method', { ip: BUSY_IP, method: 'sms' }),
    ask('busy IP address and a person', ...persons(some).map((one) => ({ ...one, ip: BUSY_IP }))),
    ask('administrator and event', ...busy.map(({ id }) => ({ actor: id, type: 'account.reset' }))),
    ask('administrator and a month', ...busy.map(({ id }) => ({ actor: id, ...month }))),
    ask(
      'all filters',
      ...persons(some).map((one) => ({
        ...one,
        ...month,
        actor: busy[0]!.id,
        type: 'sign-in.succeeded',
        method: 'totp',
        ip: BUSY_IP,
      })),
    ),
  ];
}

function otherQuestions(real: string[], busy: Somebody[]): Question[] {
  const ask = (name: string, ...paths: string[]): Question => ({
    subject: 'other pages',
    name,
    paths: paths.map((path) => `/v1/admin/${path}`),
  });
  return [
    ask('overview, 30 days', 'overview?days=30'),
    ask('overview, 365 days', 'overview?days=365'),
    ask('somebody', ...real.map((id) => `people/${id}`)),
    ask('somebody’s activity', ...real.map((id) => `people/${id}/events`)),
    ask('the busiest’s activity, deep page', ...busy.map(({ id }) => `people/${id}/events?before=1.100`)),
    ask('state of the audit log', 'events/state'),
    ask('roles', 'roles'),
    ask('requests for help', 'help-requests'),
    ask('acts that wait', 'pending-acts'),
    ask('groups', 'groups'),
    ask('a group of everybody', 'groups/group-0'),
    ask('imports', 'imports'),
    ask('policy', 'policy'),
  ];
}

const instant = (daysAgo: number) => new Date(Date.now() - daysAgo * DAY_MS).toISOString();
