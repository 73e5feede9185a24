/** A mail as it leaves: one recipient, plain text, and HTML where there is any. */
export interface Mail {
  channel: 'email';
  /** The same each time that this message is tried: what a provider knows a repetition by. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string | null;
}

export interface Sms {
  channel: 'sms';
  id: string;
  /** E.164: +33612345678. */
  to: string;
  text: string;
}

export type Message = Mail | Sms;

/** How messages of one kind leave. One file a provider, loaded when something is sent by it. */
export interface Provider<M extends Message> {
  readonly name: string;
  /**
   * Hands a message over. It is over when the provider took it, and at the latest when `signal` says so.
   * @throws NotSent says what to do about it; anything else counts as an outage
   */
  send(message: M, signal: AbortSignal): Promise<void>;
}
export type MailProvider = Provider<Mail>;
export type SmsProvider = Provider<Sms>;
