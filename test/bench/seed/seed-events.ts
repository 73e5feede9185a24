import type { DatabaseSync } from 'node:sqlite';
import type { EventType } from '../../../schema/api/event.ts';
import type { Method } from '../../../schema/api/method.ts';
import { Random, weighted } from './random.ts';
import { PAST_MS, type SeededUser } from './seed-users.ts';

type Kind = readonly [type: EventType, method: Method | null];

const kindOf = weighted<Kind>([
  [['sign-in.password-accepted', 'password'], 270],
  [['sign-in.succeeded', 'totp'], 160],
  [['sign-in.succeeded', 'passkey'], 80],
  [['sign-in.succeeded', 'password'], 60],
  [['sign-in.succeeded', 'push'], 40],
  [['session.ended', null], 90],
  [['sign-in.failed', 'password'], 75],
  [['push.requested', 'push'], 45],
  [['push.approved', 'push'], 40],
  [['session.reauthenticated', 'totp'], 30],
  [['challenge.failed', 'totp'], 25],
  [['code.sent', 'email'], 25],
  [['device.remembered', null], 20],
  [['factor.added', 'totp'], 12],
  [['factor.added', 'passkey'], 6],
  [['recovery-codes.generated', 'recovery-code'], 12],
  [['factor.locked', 'password'], 4],
  [['push.denied', 'push'], 3],
  [['code.sent', 'sms'], 2],
  [['password.changed', 'password'], 2],
  [['recovery-code.used', 'recovery-code'], 1],
  [['factor.removed', 'sms'], 0.1],
  [['device.copied', null], 0.02],
]);

/** What administrators do: one event in 500, of twenty of them. */
const ADMINISTERED: EventType[] = [
  'account.reset',
  'pass.issued',
  'factors.unlocked',
  'account.enrollment-required',
];
export const ADMINISTRATORS = 20;
/** The event of a service: one in 2,000. */
const OF_SERVICE: EventType[] = ['role.changed', 'policy.changed', 'group.changed', 'audit.exported'];

/** One address that 5 in 100 events come from, as with a company's or a carrier's. */
export const BUSY_IP = '198.51.100.7';

const USER_AGENTS = Array.from({ length: 300 }, (_, index) => {
  const [version, system] = [
    140 - (index % 50),
    ['Windows NT 10.0; Win64; x64', 'X11; Linux x86_64'][index % 2]!,
  ];
  return index % 3
    ? `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`
    : `Mozilla/5.0 (${system}; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`;
});
const PLACES = ['Berlin, DE', 'Lyon, FR', 'Austin, US', 'Osaka, JP', 'Accra, GH', null];

/**
 * A year of events in the order in which they came. Some people do a hundred times what others do; each has his
 * own chain's numbers, and what he did last is noted.
 */
export function insertEvents(database: DatabaseSync, users: SeededUser[], count: number, now: number): void {
  const random = new Random(3);
  const seqs = new Int32Array(users.length);
  let ofService = 0;
  const insert = database.prepare(
    `INSERT INTO events (user_id, epoch, seq, at, type, method, subject, session_id, ip, user_agent, place, request_id,
       detail, hash) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const ipOf = (index: number) => `203.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
  const actor = () => users[random.integer(ADMINISTRATORS)]!.id;
  for (let number = 0; number < count; number++) {
    // They come some seconds after they happened, each account's at its own time.
    const at = now - PAST_MS + Math.floor((number / count) * PAST_MS) - random.integer(5_000);
    const index = someoneThere(random, users, at);
    const user = users[index]!;
    const ip = random.chance(0.05)
      ? BUSY_IP
      : ipOf(random.chance(0.8) ? index : random.integer(users.length));
    const rest = [
      ip,
      random.pick(USER_AGENTS, 2),
      random.pick(PLACES),
      number.toString(36).padStart(16, '0'),
    ];
    const hash = number.toString(36).padStart(43, '0');
    if (random.chance(1 / 2_000)) {
      const detail = JSON.stringify({
        actor: actor(),
        actorRole: 'owner',
        reason: 'Asked by the board',
        person: user.id,
      });
      insert.run(
        'service',
        ++ofService,
        at,
        random.pick(OF_SERVICE),
        null,
        null,
        null,
        ...rest,
        detail,
        hash,
      );
      continue;
    }
    const seq = (seqs[index] = seqs[index]! + 1);
    const administered = random.chance(1 / 500);
    const [type, method] = administered ? ([random.pick(ADMINISTERED), null] as const) : kindOf(random);
    const detail = administered
      ? JSON.stringify({ actor: actor(), actorRole: 'admin', reason: 'Lost the phone, known by voice' })
      : '{}';
    const subject = method === 'totp' ? 'Authenticator app' : null;
    insert.run(
      user.id,
      seq,
      at,
      type,
      method,
      subject,
      `session-${user.id}-${seq >> 2}`,
      ...rest,
      detail,
      hash,
    );
    if (type === 'sign-in.succeeded') user.lastSignInAt = at;
  }
}

/** Somebody who has an account by then, and did not leave: few tries, then whoever. */
function someoneThere(random: Random, users: SeededUser[], at: number): number {
  let index = 0;
  for (let tries = 0; tries < 20; tries++) {
    index = Math.floor(random.number() ** 2.5 * users.length);
    const user = users[index]!;
    if (user.createdAt <= at && at < user.leftAt) break;
  }
  return index;
}
