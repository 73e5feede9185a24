import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { beforeAnswer } from './before-answer.ts';
import { received } from './received.ts';
import type { TestCertificate } from './test-certificate.ts';

export const SMTP_USER = { user: 'countersign', password: 'p@ss:word/ü' };

const refusal = (responseCode: number) => Object.assign(new Error('Refused'), { responseCode });

/** Addresses that get no answer from now on. */
export const hanging = new Set<string>();

/**
 * A mail server that wants TLS and a password. Without a certificate it is one that has no STARTTLS. Who is written
 * to says what goes wrong: nobody…@, later…@ (not now), hang…@ (no answer).
 */
export async function startSmtpServer(certificate: TestCertificate | null, secure: boolean): Promise<number> {
  const server = new SMTPServer({
    secure,
    ...certificate,
    ...(!certificate && { disabledCommands: ['STARTTLS'], allowInsecureAuth: true }),
    onAuth({ username, password }, _, done) {
      received.push({ provider: 'smtp-auth', to: '', tls: Boolean(certificate), username });
      const right = username === SMTP_USER.user && password === SMTP_USER.password;
      done(right ? null : refusal(535), { user: username });
    },
    onRcptTo({ address }, _, done) {
      received.push({ provider: 'smtp-rcpt', to: address });
      if (address.startsWith('nobody')) return done(refusal(550));
      if (address.startsWith('later')) return done(refusal(451));
      if (address.startsWith('hang') || hanging.has(address)) return;
      done();
    },
    onData(stream, session, done) {
      // A message that breaks off is none.
      void note(stream, session)
        .catch(() => undefined)
        .finally(done);
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  server.server.unref();
  return (server.server.address() as AddressInfo).port;
}

async function note(
  stream: SMTPServerDataStream,
  { envelope, secure, user }: SMTPServerSession,
): Promise<void> {
  const { subject, text, html, headers, messageId, from } = await simpleParser(stream);
  const to = envelope.rcptTo.map(({ address }) => address).join(' ');
  received.push({
    provider: 'smtp',
    to,
    secure,
    user,
    subject,
    text,
    html,
    messageId,
    from: from?.text,
    headers: [...headers.keys()],
  });
  await beforeAnswer.run(to);
}
