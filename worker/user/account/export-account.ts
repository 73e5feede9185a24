import type { Policy } from '../../../schema/api/policy.ts';
import type { AccountExport } from '../../../schema/api/account-export.ts';
import type {
  DeviceRow,
  EventRow,
  FactorRow,
  HelpRequestRow,
  RecoveryRow,
  RememberedDeviceRow,
  SessionRow,
} from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { config } from '../../config.ts';
import { Refused } from '../../refused.ts';
import type { Actor } from '../administered/actor.ts';
import { by } from '../administered/actor.ts';
import { activeFactors } from '../factors/factor-rows.ts';
import type { NewEvent } from '../ledger.ts';
import { append } from '../ledger.ts';
import { recoveryCodesState } from '../factors/recovery-codes.ts';
import { endOfMemory } from '../sessions/remembered-devices.ts';
import type { SessionToken } from '../sessions/sessions.ts';
import { authenticate, methodsOf } from '../sessions/sessions.ts';
import type { Call, User } from '../user.ts';
import { factorView, instant } from '../views.ts';

/**
 * All that is kept of one person, for himself. It is an event, since it is worth stealing.
 * @throws Refused reauthentication-required and what else `authenticate` throws
 */
export function exportOwnAccount(user: User, call: Call, token: SessionToken | null): AccountExport {
  const { id } = authenticate(user, token, 'fresh');
  return exported(user, call, { type: 'account.exported', sessionId: id });
}

/** The same for an administrator. @throws Refused not-found where there is no account */
export function exportPerson(user: User, call: Call, actor: Actor): AccountExport {
  if (!user.account?.email) throw new Refused('not-found');
  return exported(user, call, { type: 'account.exported', detail: by(actor) });
}

function exported(user: User, call: Call, event: NewEvent): AccountExport {
  user.transaction(() => void append(user, call, event));
  const account = user.account!;
  const all = <Row>(statement: string) => user.sql.all<Row>(statement);
  return {
    exportedAt: instant(now()),
    service: config.serviceName,
    account: {
      id: user.id,
      email: account.email!,
      name: account.name,
      language: account.language,
      createdAt: instant(account.created_at),
      lockedAt: instantOrNull(account.locked_at),
      passwordResetAt: instantOrNull(account.password_reset_at),
      role: account.role,
    },
    factors: activeFactors(user).map(factorOf),
    recoveryCodes: recoveryCodesState(user, { id: '', stage: 'full' }),
    sessions: all<SessionRow>('SELECT * FROM sessions ORDER BY created_at').map(sessionOf),
    knownBrowsers: all<DeviceRow>('SELECT * FROM devices ORDER BY first_seen_at').map((row) => ({
      firstSeenAt: instant(row.first_seen_at),
    })),
    rememberedDevices: all<RememberedDeviceRow>('SELECT * FROM remembered_devices ORDER BY created_at').map(
      (row) => deviceOf(row, user.policy),
    ),
    recoveries: all<RecoveryRow>('SELECT * FROM recoveries ORDER BY requested_at').map((row) => ({
      id: row.id,
      path: row.path,
      requestedAt: instant(row.requested_at),
      outcome: row.outcome,
    })),
    helpRequests: all<HelpRequestRow>('SELECT * FROM help_requests ORDER BY at').map(requestOf),
    events: all<EventRow>('SELECT * FROM events ORDER BY seq').map(eventOf),
  };
}

const instantOrNull = (ms: number | null) => (ms === null ? null : instant(ms));

const callOf = ({ user_agent, place, ip }: Pick<SessionRow, 'user_agent' | 'place' | 'ip'>) => ({
  userAgent: user_agent,
  place,
  ip,
});

const factorOf = (row: FactorRow): AccountExport['factors'][number] => ({
  ...factorView(row),
  address: row.address,
  wrongTriesThisYear: row.year_failures,
});

const sessionOf = (row: SessionRow): AccountExport['sessions'][number] => ({
  id: row.id,
  level: row.level,
  methods: methodsOf(row),
  ...callOf(row),
  createdAt: instant(row.created_at),
  lastSeenAt: instant(row.last_seen_at),
  endedAt: instantOrNull(row.ended_at),
});

const deviceOf = (
  row: RememberedDeviceRow,
  { rememberDeviceDays }: Policy,
): AccountExport['rememberedDevices'][number] => ({
  id: row.id,
  ...callOf(row),
  rememberedAt: instant(row.created_at),
  lastUsedAt: instant(row.last_used_at),
  until: instant(endOfMemory(row, rememberDeviceDays)),
});

const requestOf = (row: HelpRequestRow): AccountExport['helpRequests'][number] => ({
  id: row.id,
  at: instant(row.at),
  proofs: row.proofs.split(' ').filter(Boolean),
  words: row.words,
  state: row.state,
});

/** Which administrator it was, where he sat and on what, is not his person's business. */
function eventOf(row: EventRow): AccountExport['events'][number] {
  const { actor, ...detail } = JSON.parse(row.detail) as Record<string, unknown>;
  return {
    seq: row.seq,
    at: instant(row.at),
    type: row.type,
    method: row.method,
    subject: row.subject,
    ...callOf(actor === undefined ? row : { user_agent: '', place: null, ip: null }),
    requestId: row.request_id,
    detail,
  };
}
