import { readUrl } from './read-url.ts';
import { readWebhook } from './read-webhook.ts';

const EMAIL_PROVIDERS = ['cloudflare', 'smtp', 'resend', 'inbox'] as const;
export type EmailProviderName = (typeof EMAIL_PROVIDERS)[number];
const SMS_PROVIDERS = ['twilio', 'webhook', 'inbox'] as const;
export type SmsProviderName = (typeof SMS_PROVIDERS)[number];

export type DeliverySettings = ReturnType<typeof readDeliverySettings>;

/**
 * Which providers send what, the first of each list first and the others when it fails, with all that they
 * need: a setting that is missing or unsafe stops the start.
 * @param development local http addresses and the inbox are for a laptop only
 * @throws Error that names the variable and what would be right
 */
export function readDeliverySettings(env: Env, development: boolean) {
  const email = readList('EMAIL_DELIVERY', env.EMAIL_DELIVERY, EMAIL_PROVIDERS);
  const sms = readList('SMS_DELIVERY', env.SMS_DELIVERY, SMS_PROVIDERS);
  if (email.length === 0) {
    throw new Error(`EMAIL_DELIVERY must name one of these, or more in order: ${EMAIL_PROVIDERS.join(' ')}`);
  }
  const inbox = [...email, ...sms].includes('inbox');
  if (inbox && !development) {
    throw new Error(
      'EMAIL_DELIVERY or SMS_DELIVERY "inbox" shows every code to everybody: it needs ENVIRONMENT "development" on localhost',
    );
  }
  if (email.includes('cloudflare') && !env.EMAIL) {
    throw new Error(
      'EMAIL_DELIVERY "cloudflare" needs the send_email binding EMAIL: see [[send_email]] in wrangler.toml',
    );
  }
  return {
    email,
    sms,
    inbox,
    from: required('MAIL_FROM', env.MAIL_FROM, 'every mail'),
    smtp: email.includes('smtp') ? readSmtp(env.SMTP_URL) : null,
    resend: email.includes('resend')
      ? {
          apiKey: required('RESEND_API_KEY', env.RESEND_API_KEY, 'EMAIL_DELIVERY "resend"'),
          url: readUrl('RESEND_API_URL', env.RESEND_API_URL || 'https://api.resend.com', development),
        }
      : null,
    twilio: sms.includes('twilio') ? readTwilio(env, development) : null,
    webhook: sms.includes('webhook')
      ? readWebhook('SMS_WEBHOOK', env.SMS_WEBHOOK_URL, env.SMS_WEBHOOK_SECRET, development)
      : null,
  };
}

function readList<Name extends string>(
  variable: string,
  value: string | undefined,
  known: readonly Name[],
): Name[] {
  return (value ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const name = known.find((candidate) => candidate === word);
      if (!name) throw new Error(`${variable} has a word that is none of: ${known.join(' ')}`);
      return name;
    });
}

function required(variable: string, value: string | undefined, by: string): string {
  if (!value) throw new Error(`${variable} must be set: ${by} needs it`);
  return value;
}

/**
 * `smtps://` speaks TLS from the first byte, `smtp://` asks for it by STARTTLS and goes no further without:
 * a password is never sent in clear (RFC 8314 section 3).
 */
function readSmtp(value: string | undefined) {
  const url = URL.parse(value ?? '');
  const secure = url?.protocol === 'smtps:';
  if (!url?.hostname || (!secure && url.protocol !== 'smtp:'))
    throw new Error('SMTP_URL must be like smtp://user:password@smtp.example.com:587, or smtps://…:465');
  const port = Number(url.port) || (secure ? 465 : 587);
  if (port === 25) throw new Error('SMTP_URL must not use port 25: Workers cannot reach it. Take 587 or 465');
  try {
    const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
    return { host: url.hostname.replace(/^\[|\]$/g, ''), port, secure, user, password };
  } catch {
    throw new Error('SMTP_URL must have its user name and password percent-encoded');
  }
}

/** An API key of Twilio's, which can be revoked alone, not the account's own token. */
function readTwilio(env: Env, development: boolean) {
  const by = 'SMS_DELIVERY "twilio"';
  const accountSid = required('TWILIO_ACCOUNT_SID', env.TWILIO_ACCOUNT_SID, by);
  if (!/^AC[\da-f]{32}$/i.test(accountSid)) throw new Error('TWILIO_ACCOUNT_SID must begin with AC');
  const sender = required('TWILIO_FROM', env.TWILIO_FROM, by);
  return {
    accountSid,
    keySid: required('TWILIO_API_KEY_SID', env.TWILIO_API_KEY_SID, by),
    keySecret: required('TWILIO_API_KEY_SECRET', env.TWILIO_API_KEY_SECRET, by),
    /** What Twilio signs its reports with; without it none are asked for. */
    authToken: env.TWILIO_AUTH_TOKEN || null,
    sender,
    url: readUrl('TWILIO_API_URL', env.TWILIO_API_URL || 'https://api.twilio.com', development),
  };
}
