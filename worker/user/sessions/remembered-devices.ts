import type { RememberedDeviceRow } from '../../../schema/user-tables.ts';
import { DAY, now } from '../../clock.ts';
import { config } from '../../config.ts';
import { toBase64Url } from '../../crypto/base64.ts';
import { digest, keyedDigest } from '../../crypto/digest.ts';
import { equal } from '../../crypto/equal.ts';
import { randomBytes, randomId } from '../../crypto/random.ts';
import { REMEMBERED_DEVICES_MAX, REPEAT_GRACE_MS } from '../../policy/limits.ts';
import { describeDevice } from '../sign-in/describe-device.ts';
import { append } from '../ledger.ts';
import type { Call, User } from '../user.ts';

/**
 * Remembered devices: browsers on which their owner asked to skip the second step for some days. The right
 * password and the browser's token then open a full session, of the level of the password alone. A token never
 * re-authenticates and raises no level (CHECKLIST G11). Not to be confused with known devices (known-devices.ts).
 *
 * Each use replaces the secret by its successor, an HMAC over it under the key ring: the same secret always has
 * the same successor, and only hashes are stored. So a browser whose answer got lost, or that signs in in two
 * tabs at once, presents the secret before the newest, and gets the same newest one again: once, for two
 * minutes, and only while nobody has used the newest. Any other secret of a device was good once: two browsers
 * have its token, one of them by theft. Then the device is forgotten, and the sessions that it opened end.
 */

/** What the browser's cookie for this account carries. */
export interface RememberedToken {
  id: string;
  secret: string;
}

/** What becomes of the browser's cookie: a new secret, `forget`, or `keep`: another answer has set it. */
export type RememberedCookie = (RememberedToken & { expiresAt: number }) | 'forget' | 'keep';

/** What a browser's token was good for. */
export interface Recognition {
  /** The device that stands in for the second step; null: it is asked as always. */
  deviceId: string | null;
  cookie: RememberedCookie;
}

const FORGET: Recognition = { deviceId: null, cookie: 'forget' };
const KEEP: Recognition = { deviceId: null, cookie: 'keep' };

/** Forgets what is over, also by a policy that became stricter. */
function prune(user: User): void {
  user.sql.all(
    'DELETE FROM remembered_devices WHERE min(expires_at, created_at + ?1) <= ?2',
    user.policy.rememberDeviceDays * DAY,
    now(),
  );
}

/** The live ones, the one used last first. */
export function rememberedDevices(user: User): RememberedDeviceRow[] {
  const lifetime = user.policy.rememberDeviceDays * DAY;
  return user.sql.all<RememberedDeviceRow>(
    `SELECT * FROM remembered_devices WHERE min(expires_at, created_at + ?1) > ?2
       ORDER BY last_used_at DESC, id`,
    lifetime,
    now(),
  );
}

/**
 * When it is over: as promised, or earlier by a policy that became stricter.
 * @param days what policy lets a device be remembered for
 */
export const endOfMemory = (
  { created_at, expires_at }: Pick<RememberedDeviceRow, 'created_at' | 'expires_at'>,
  days: number,
) => Math.min(expires_at, created_at + days * DAY);

function successorOf({ id, secret }: RememberedToken, keyId: string): string {
  return toBase64Url(keyedDigest(config.keyRing.key(keyId, 'remembered-device'), `${id}.${secret}`));
}

/**
 * Judges the token of a browser whose password was right, within the transaction of its sign-in.
 * `loadDeviceNames()` was awaited.
 */
export function recognize(user: User, call: Call, token: RememberedToken): Recognition {
  const row = rememberedDevices(user).find(({ id }) => id === token.id);
  if (!row) return FORGET;
  const hash = digest(token.secret);
  if (equal(hash, row.secret_hash)) return rotate(user, call, row, token);
  if (
    row.previous_hash === null ||
    !equal(hash, row.previous_hash) ||
    now() >= row.rotated_at + REPEAT_GRACE_MS
  )
    return endCopied(user, call, row);
  return repeat(user, row, token);
}

function rotate(user: User, call: Call, row: RememberedDeviceRow, token: RememberedToken): Recognition {
  const keyId = config.keyRing.current;
  const secret = successorOf(token, keyId);
  const rotated = user.sql.changed(
    `UPDATE remembered_devices SET secret_hash = ?, key_id = ?, previous_hash = ?, rotated_at = ?, repeated = 0,
       last_used_at = ?, ip = ?, user_agent = ?, place = ? WHERE id = ? AND secret_hash = ?`,
    digest(secret),
    keyId,
    row.secret_hash,
    now(),
    now(),
    call.ip,
    call.userAgent,
    call.place,
    row.id,
    row.secret_hash,
  );
  return rotated
    ? {
        deviceId: row.id,
        cookie: { id: row.id, secret, expiresAt: endOfMemory(row, user.policy.rememberDeviceDays) },
      }
    : KEEP;
}

/** The same answer once more, to who did not get it. */
function repeat(user: User, row: RememberedDeviceRow, token: RememberedToken): Recognition {
  const first = user.sql.changed(
    'UPDATE remembered_devices SET repeated = 1 WHERE id = ? AND repeated = 0 AND secret_hash = ?',
    row.id,
    row.secret_hash,
  );
  if (!first) return KEEP;
  const secret = successorOf(token, row.key_id);
  return {
    deviceId: row.id,
    cookie: { id: row.id, secret, expiresAt: endOfMemory(row, user.policy.rememberDeviceDays) },
  };
}

/** A secret that was replaced long ago, or twice: somebody has a copy. Whoever is who, both are asked again. */
function endCopied(user: User, call: Call, row: RememberedDeviceRow): Recognition {
  const seq = append(user, call, { type: 'device.copied', subject: describeDevice(row.user_agent) });
  drop(user, [row.id], seq, null);
  return FORGET;
}

/** Forgets devices, and ends the sessions that they opened. */
function drop(user: User, ids: string[], seq: number, except: string | null): void {
  const list = JSON.stringify(ids);
  user.sql.all('DELETE FROM remembered_devices WHERE id IN (SELECT value FROM json_each(?))', list);
  user.sql.all(
    `UPDATE sessions SET ended_at = ?, seq = ? WHERE ended_at IS NULL AND id IS NOT ?
       AND device_id IN (SELECT value FROM json_each(?))`,
    now(),
    seq,
    except,
    list,
  );
}

/**
 * Remembers a browser that passed its second step just now, in the same transaction. One that was remembered
 * already takes its own place.
 * @param before the token that the browser has
 */
export function rememberDevice(
  user: User,
  call: Call,
  sessionId: string,
  before: RememberedToken | null,
): RememberedCookie {
  const at = now();
  const token = { id: randomId(), secret: toBase64Url(randomBytes(32)) };
  const expiresAt = at + user.policy.rememberDeviceDays * DAY;
  append(user, call, {
    type: 'device.remembered',
    sessionId,
    detail: { days: user.policy.rememberDeviceDays, until: expiresAt },
  });
  prune(user);
  if (before) forgetReplaced(user, before);
  user.sql.all(
    `INSERT INTO remembered_devices (id, secret_hash, key_id, rotated_at, created_at, last_used_at, expires_at,
       ip, user_agent, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    token.id,
    digest(token.secret),
    config.keyRing.current,
    at,
    at,
    at,
    expiresAt,
    call.ip,
    call.userAgent,
    call.place,
  );
  user.sql.all(
    `DELETE FROM remembered_devices WHERE id IN
       (SELECT id FROM remembered_devices ORDER BY last_used_at DESC, id = ? DESC LIMIT -1 OFFSET ?)`,
    token.id,
    REMEMBERED_DEVICES_MAX,
  );
  return { ...token, expiresAt };
}

function forgetReplaced(user: User, { id, secret }: RememberedToken): void {
  user.sql.all(
    'DELETE FROM remembered_devices WHERE id = ?1 AND (secret_hash = ?2 OR previous_hash = ?2)',
    id,
    digest(secret),
  );
}

/** Why devices are forgotten, in the ledger. */
type Reason = 'revoked' | 'password' | 'factors' | 'locked' | 'administrator';

/**
 * Forgets remembered devices, all or one, within a transaction: each asks for the second step from here on, and
 * the sessions that they opened without one end, but not the one that does it.
 * @returns how many
 */
export function forgetRememberedDevices(
  user: User,
  call: Call,
  reason: Reason,
  about: { sessionId?: string; id?: string; subject?: string } = {},
): number {
  const { sessionId, id, subject } = about;
  const ids = user.sql
    .all<{ id: string }>('SELECT id FROM remembered_devices WHERE ?1 IS NULL OR id = ?1', id ?? null)
    .map((row) => row.id);
  if (ids.length === 0) return 0;
  const seq = append(user, call, {
    type: 'device.forgotten',
    sessionId,
    subject,
    detail: { reason, devices: ids.length },
  });
  drop(user, ids, seq, sessionId ?? null);
  return ids.length;
}
