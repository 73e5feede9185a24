import { randomUUID } from 'node:crypto';
import type { Server } from 'node:https';
import { WebSocketServer, type WebSocket } from 'ws';

/** Makes a subscription whose messages are handed on as they came. @returns its endpoint */
type Subscribe = (applicationServerKey: string, hand: (body: Buffer) => void) => string;

interface Said {
  messageType: string;
  channelID: string;
  key: string;
}

/** What Firefox and its push service say to each other (mozilla-services.github.io/autopush-rs), as far as it is needed. */
export function speakAutopush(server: Server, subscribe: Subscribe): void {
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket: WebSocket) => {
    const say = (message: object) => socket.send(JSON.stringify(message));
    socket.on('message', (data: Buffer) => {
      const said = JSON.parse(data.toString()) as Said;
      const answer = answerTo(said, subscribe, say);
      if (answer) say({ messageType: said.messageType, ...answer });
    });
  });
}

function answerTo(
  { messageType, channelID, key }: Said,
  subscribe: Subscribe,
  say: (message: object) => void,
): object | null {
  const uaid = randomUUID().replaceAll('-', '');
  switch (messageType) {
    case 'hello':
      return { status: 200, uaid, use_webpush: true, broadcasts: {} };
    case 'register': {
      // Firefox pads it.
      const pushEndpoint = subscribe(key.replace(/=+$/, ''), (body) =>
        say({
          messageType: 'notification',
          channelID,
          version: randomUUID(),
          ttl: 60,
          data: body.toString('base64url'),
          headers: { encoding: 'aes128gcm' },
        }),
      );
      return { status: 200, channelID, pushEndpoint };
    }
    case 'unregister':
      return { status: 200, channelID };
    default:
      return messageType === 'ping' ? {} : null;
  }
}
