import { now } from '../../clock.ts';
import { requireRoomToSend, type SendPermit } from './permit-send.ts';
import type { User } from '../user.ts';

/** Takes one out of what the account itself may send. @throws Refused too-many-requests */
export function countSend(user: User, { to }: SendPermit): void {
  requireRoomToSend(user, to);
  user.sql.all('INSERT INTO sends (at, method, lane) VALUES (?, ?, ?)', now(), to.method, to.lane);
}
