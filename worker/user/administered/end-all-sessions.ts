import { now } from '../../clock.ts';
import { append } from '../ledger.ts';
import { rememberedDevices } from '../sessions/remembered-devices.ts';
import type { Call, User } from '../user.ts';
import type { Actor } from './actor.ts';
import { by } from './actor.ts';
import { endEverything } from './end-everything.ts';

/** Signs somebody out everywhere. @returns whether anything was signed in or remembered */
export function endAllSessions(user: User, call: Call, actor: Actor): boolean {
  const live = user.sql.one('SELECT 1 FROM sessions WHERE ended_at IS NULL AND expires_at > ?', now());
  if (!live && rememberedDevices(user).length === 0) return false;
  endEverything(user, call, append(user, call, { type: 'sessions.ended', detail: by(actor) }));
  return true;
}
