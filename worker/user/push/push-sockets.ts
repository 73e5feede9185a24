import { config } from '../../config.ts';
import { LINES_PER_DEVICE } from '../../policy/limits.ts';
import { readSignature } from '../../factors/push/signed-request.ts';
import { Refused } from '../../refused.ts';
import type { User } from '../user.ts';
import { loadDeviceNames } from '../sign-in/describe-device.ts';
import { activeFactors } from '../factors/factor-rows.ts';
import { livePush, pushRequestView } from './decide-push.ts';
import { signedDevice } from './push-devices.ts';

/** The sockets of devices whose app is open; each carries its device's id as a tag. */

/** Opens a device's line, says what waits, and keeps it. @throws Refused device-clock, device-unknown */
export async function openSocket(user: User, ctx: DurableObjectState, request: Request): Promise<WebSocket> {
  const signed = readSignature(request.headers.get('Authorization'));
  if (!signed) throw new Refused('device-unknown');
  const { pathname: path } = new URL(request.url);
  const asked = { origin: config.origin, method: 'GET', path, body: new Uint8Array() };
  await loadDeviceNames();
  const { id } = await signedDevice(user, { asked, signed });
  const { 0: client, 1: server } = new WebSocketPair();
  const open = ctx.getWebSockets(id);
  const tooMany = Math.max(0, open.length + 1 - LINES_PER_DEVICE);
  for (const old of open.slice(0, tooMany)) old.close(4000, 'too-many-lines');
  // Answered without waking the object: an app learns by it that the line still stands.
  ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
  ctx.acceptWebSocket(server, [id]);
  server.send(message(user));
  return client;
}

/** Tells every open app what waits now. */
export async function tellSockets(user: User, ctx: DurableObjectState): Promise<void> {
  const sockets = ctx.getWebSockets();
  if (sockets.length === 0) return;
  await loadDeviceNames();
  const active = new Set(activeFactors(user, 'push').map(({ id }) => id));
  const text = message(user);
  for (const socket of sockets) {
    const known = ctx.getTags(socket).some((id) => active.has(id));
    if (known) socket.send(text);
    // Removed meanwhile.
    else socket.close(4001, 'device-unknown');
  }
}

function message(user: User): string {
  const row = livePush(user);
  return JSON.stringify({ type: 'request', request: row ? pushRequestView(user, row) : null });
}
