import { loadOnce } from '../load-once.ts';
import { config } from '../config.ts';
import type { Mail, Message, Provider, Sms } from './delivery.ts';
import type { EmailProviderName, SmsProviderName } from './read-delivery-settings.ts';

/** A provider that is loaded when its turn comes: the Worker's start pays for none. */
export type Lazy<M extends Message> = () => Promise<Provider<M>>;

/** The deployment's providers of mail, in order. */
export const mailProviders = (env: Env): Lazy<Mail>[] =>
  config.delivery.email.map((name) => () => MAIL[name](env));

/** The deployment's providers of SMS, in order; none where SMS is off. */
export const smsProviders = (env: Env): Lazy<Sms>[] =>
  config.delivery.sms.map((name) => () => SMS[name](env));

const devInbox = loadOnce(() => import('./inbox.ts'));
const inbox = async ({ DB }: Env) => (await devInbox()).inbox(DB);

const MAIL: Record<EmailProviderName, (env: Env) => Promise<Provider<Mail>>> = {
  cloudflare: async ({ EMAIL }) => (await import('./cloudflare.ts')).cloudflare(EMAIL!, config.delivery.from),
  smtp: async () => (await import('./smtp.ts')).smtp(config.delivery.smtp!, config.delivery.from),
  resend: async () => (await import('./resend.ts')).resend(config.delivery.resend!, config.delivery.from),
  inbox,
};

const SMS: Record<SmsProviderName, (env: Env) => Promise<Provider<Sms>>> = {
  twilio: async () => (await import('./twilio.ts')).twilio(config.delivery.twilio!),
  webhook: async () => (await import('./webhook.ts')).webhook(config.delivery.webhook!),
  inbox,
};
