import type { Context } from 'hono';
import { Hono } from 'hono';
import { ChangeVerification, Decide, JoinDevice, Subscribe } from '../../schema/api/push.ts';
import { config } from '../config.ts';
import { vapidPublicKey } from '../delivery/push/vapid.ts';
import { homeOf, userObject } from '../directory/home.ts';
import { readSignature, type SignedRequest } from '../factors/push/signed-request.ts';
import type { AppEnv } from '../http/app-env.ts';
import { json, parse } from '../http/json.ts';
import { parseJson } from '../http/read-body.ts';
import { readBytes } from '../http/read-bytes.ts';
import { uniformTime } from '../http/uniform-time.ts';
import { type Refusal, Refused, unwrap } from '../refused.ts';

/**
 * What push devices ask (docs/push-protocol.md). They have no session: each request is signed with the device's
 * key, over its method, path and body. The signature is checked by the object of the user whom the device names.
 */
export const authenticator = new Hono<AppEnv>()
  .get('/', (c) => {
    const { serviceName: service, vapidKey, rpId } = config;
    const applicationServerKey = vapidKey && vapidPublicKey(vapidKey);
    return c.json({ service, applicationServerKey, rpId }, 200);
  })
  .post('/devices', json(JoinDevice), async (c) => {
    const wish = c.req.valid('json');
    const home = wish.home ?? (await homeOf(c.env, wish.email!));
    const joined = await userObject(c.env, home).joinDevice(wish);
    if (joined.refused) await uniformTime(c);
    return c.json(unwrap(joined), 201);
  })
  .get('/device', async (c) => {
    const device = signedBy(c, EMPTY);
    return c.json(unwrap(await objectOf(c, device.signed).deviceState(device)), 200);
  })
  .put('/device/subscription', async (c) => {
    const bytes = new Uint8Array(await readBytes(c.req.raw, 'application/json'));
    const { subscription } = parse(Subscribe, parseJson(bytes));
    const device = signedBy(c, bytes);
    unwrap(await objectOf(c, device.signed).subscribeDevice(device, subscription));
    return c.body(null, 204);
  })
  .put('/device/verification', async (c) => {
    const bytes = new Uint8Array(await readBytes(c.req.raw, 'application/json'));
    const wish = parse(ChangeVerification, parseJson(bytes));
    const device = signedBy(c, bytes);
    unwrap(await objectOf(c, device.signed).changeVerification(c.get('call'), device, wish));
    return c.body(null, 204);
  })
  .get('/request', async (c) => {
    const device = signedBy(c, EMPTY);
    return c.json({ request: unwrap(await objectOf(c, device.signed).readPush(device)) }, 200);
  })
  .post('/requests/:id', async (c) => {
    const bytes = new Uint8Array(await readBytes(c.req.raw, 'application/json'));
    const wish = parse(Decide, parseJson(bytes));
    const device = signedBy(c, bytes);
    const id = c.req.param('id');
    return c.json(
      { outcome: unwrap(await objectOf(c, device.signed).decidePush(c.get('call'), device, id, wish)) },
      200,
    );
  })
  .get('/live', async (c) => {
    if (c.req.header('Upgrade')?.toLowerCase() !== 'websocket')
      throw new Refused('invalid-request', { detail: 'Open this address as a WebSocket.' });
    // A page can set no other header on a WebSocket.
    const [protocol = '', ...parts] = (c.req.header('Sec-WebSocket-Protocol') ?? '').split(/, */);
    const signed = readSignature(headerOf(parts[0]));
    if (protocol !== PROTOCOL || !signed) throw new Refused('device-unknown');
    const url = new URL(c.req.path, config.origin);
    const headers = { Upgrade: 'websocket', Authorization: headerOf(parts[0])! };
    const opened = await objectOf(c, signed).fetch(url, { headers });
    if (opened.status !== 101) unwrap({ refused: await opened.json<Refusal>() });
    return new Response(null, {
      status: 101,
      webSocket: opened.webSocket,
      headers: { 'Sec-WebSocket-Protocol': PROTOCOL },
    });
  });

const PROTOCOL = 'countersign-device-v1';
const EMPTY = new Uint8Array();

/** `<device>~<time>~<signature>`, the characters that a subprotocol may have. */
function headerOf(part: string | undefined): string | undefined {
  const [device, time, signature] = (part ?? '').split('~');
  return device && `Countersign-Device ${device}, time=${time}, signature=${signature}`;
}

const objectOf = (c: Context<AppEnv>, { device }: SignedRequest) =>
  userObject(c.env, device.slice(0, device.indexOf('.')));

/** @throws Refused device-unknown where nothing that could be a signature came */
function signedBy(c: Context<AppEnv>, body: Uint8Array<ArrayBuffer>) {
  const signed = readSignature(c.req.header('Authorization'));
  if (!signed) throw new Refused('device-unknown');
  const { pathname, search } = new URL(c.req.url);
  return { signed, asked: { origin: config.origin, method: c.req.method, path: pathname + search, body } };
}
