import { connect as connectPlain } from 'node:net';
import { connect as connectTls } from 'node:tls';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { SEND_ATTEMPT_MS } from '../policy/limits.ts';
import type { Mail, MailProvider } from './delivery.ts';
import { NotSent } from './not-sent.ts';
import type { DeliverySettings } from './read-delivery-settings.ts';

type Settings = NonNullable<DeliverySettings['smtp']>;

/** What the library's errors carry: https://nodemailer.com/errors, and the server's reply code. */
interface SmtpError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
}

/**
 * Any mail server, by SMTP (RFC 5321) with nodemailer's protocol and composer, over Cloudflare's sockets. The
 * socket is opened here, since the library would look the host up itself; without TLS nothing is said but EHLO and
 * STARTTLS (RFC 8314). One connection a message, and it is closed whatever happens.
 */
export const smtp = (settings: Settings, from: string): MailProvider => ({
  name: 'smtp',
  async send(mail, signal) {
    const { host, port, secure } = settings;
    const socket = secure ? connectTls({ host, port, servername: host }) : connectPlain({ host, port });
    const connection = new SMTPConnection({
      connection: socket,
      secured: secure,
      secure,
      host,
      port,
      requireTLS: !secure,
      name: from.split('@').at(-1)!.replace(/>.*$/, ''),
      greetingTimeout: SEND_ATTEMPT_MS,
      socketTimeout: SEND_ATTEMPT_MS,
    });
    const over = Promise.withResolvers<never>();
    const fail = (error: SmtpError) => over.reject(notSent(error));
    socket.on('error', fail);
    connection.on('error', fail);
    connection.once('end', () => fail(new Error('closed')));
    signal.addEventListener('abort', () => connection.close());
    try {
      await Promise.race([over.promise, converse(connection, socket, settings, from, mail)]);
    } finally {
      over.promise.catch(() => undefined);
      connection.close();
      socket.destroy();
    }
  },
});

async function converse(
  connection: SMTPConnection,
  socket: NodeSocket,
  { secure, user, password }: Settings,
  from: string,
  mail: Mail,
): Promise<void> {
  await new Promise((resolve) => socket.once(secure ? 'secureConnect' : 'connect', resolve));
  await step((done) => connection.connect(done));
  if (user) await step((done) => connection.login({ user, pass: password }, done));
  const { id, to, subject, text, html } = mail;
  const message = new MailComposer({
    from,
    // As an object, so that nothing in it is read as a second recipient.
    to: { name: '', address: to },
    subject,
    text,
    ...(html !== null && { html }),
    messageId: `<${id}@countersign.invalid>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }).compile();
  const raw = await new Promise<Uint8Array>((resolve, reject) => {
    message.build((error, built) => (error ? reject(error) : resolve(built)));
  });
  const envelope = message.getEnvelope();
  await step((done) => connection.send({ from: envelope.from, to: [to] }, raw, done));
}

const step = (start: (done: (error?: SmtpError | null) => void) => void) =>
  new Promise<void>((resolve, reject) => {
    start((error) => (error ? reject(notSent(error)) : resolve()));
  });

/** A 5xx to RCPT TO is about this mailbox (RFC 5321 section 4.2.1); another one about this client or message. */
function notSent({ code = 'no code', command = '', responseCode = 0 }: SmtpError): NotSent {
  const what = `${code}, reply ${responseCode}`;
  if (responseCode < 500) return new NotSent(code === 'EAUTH' ? 'refused' : 'unavailable', what);
  return new NotSent(command === 'RCPT TO' ? 'unreachable' : 'refused', what);
}
