/**
 * What smtp.ts uses of Node's sockets, which workerd has under `nodejs_compat`, and of nodemailer. The packages'
 * own types want all of Node's, whose globals are not a Worker's.
 */
interface NodeSocket {
  on(event: string, listener: (error: Error) => void): this;
  once(event: string, listener: (value: unknown) => void): this;
  destroy(): void;
}

declare module 'node:net' {
  export function connect(options: { host: string; port: number }): NodeSocket;
}

declare module 'node:tls' {
  export function connect(options: { host: string; port: number; servername: string }): NodeSocket;
}

declare module 'nodemailer/lib/smtp-connection' {
  type Done = (error?: Error | null) => void;
  export default class SMTPConnection {
    constructor(options: Record<string, unknown>);
    on(event: 'error', listener: (error: Error) => void): this;
    once(event: 'end', listener: () => void): this;
    connect(done: Done): void;
    login(credentials: { user: string; pass: string }, done: Done): void;
    send(envelope: { from: string | false; to: string[] }, message: Uint8Array, done: Done): void;
    close(): void;
  }
}

declare module 'nodemailer/lib/mail-composer' {
  export default class MailComposer {
    constructor(mail: Record<string, unknown>);
    compile(): {
      build(done: (error: Error | null, message: Uint8Array) => void): void;
      getEnvelope(): { from: string | false; to: string[] };
    };
  }
}
