import { env as bindings } from 'cloudflare:workers';
import { parseKeyRing } from './crypto/key-ring.ts';
import { REMEMBER_DEVICE_DAYS_MAX } from './policy/limits.ts';
import { readWebhook } from './delivery/read-webhook.ts';
import { readDeliverySettings } from './delivery/read-delivery-settings.ts';
import { readSmsSettings } from './policy/read-sms-settings.ts';
import { readPushSettings } from './policy/read-push-settings.ts';
import { readMetadataSettings } from './policy/read-metadata-settings.ts';
import { readPasskeyPolicy } from './policy/read-passkey-policy.ts';
import { readAdminReset } from './policy/read-admin-reset.ts';
import { readRecoveryDelay } from './policy/read-recovery-delay.ts';

/**
 * Reads the deployment's settings and refuses what would be unsafe. Runs when the Worker starts, so a
 * wrong setting fails the deployment, not the first sign-in.
 * @throws Error that names the variable and what would be right.
 */
export function readConfig(env: Env) {
  const development = env.ENVIRONMENT === 'development';
  const origin = readOrigin(env.ORIGIN, development);
  return {
    development,
    origin,
    delivery: readDeliverySettings(env, development),
    serviceName: env.SERVICE_NAME || 'Countersign',
    emailAsFactor: env.EMAIL_AS_FACTOR === 'on',
    rememberDeviceDays: readRememberDeviceDays(env.REMEMBER_DEVICE_DAYS),
    ...readSmsSettings(env),
    ...readPushSettings(env, origin),
    rpId: readRpId(env.RP_ID, origin),
    relatedOrigins: readRelatedOrigins(env.RELATED_ORIGINS),
    passkeyPolicy: readPasskeyPolicy(env.PASSKEY_POLICY),
    metadata: readMetadataSettings(env.FIDO_MDS_BLOB, env.FIDO_MDS_ROOT),
    recoveryDelayMs: readRecoveryDelay(env.RECOVERY_DELAY_HOURS, development),
    adminReset: readAdminReset(env.ADMIN_RESET),
    auditWebhook: env.AUDIT_WEBHOOK_URL
      ? readWebhook('AUDIT_WEBHOOK', env.AUDIT_WEBHOOK_URL, env.AUDIT_WEBHOOK_SECRET, development)
      : null,
    keyRing: parseKeyRing(env.KEY_RING),
  };
}

function readOrigin(value: string | undefined, development: boolean) {
  const url = URL.parse(value ?? '');
  if (!url || url.origin !== value)
    throw new Error('ORIGIN must be an origin such as https://id.example.com');
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (development && !local) throw new Error('ENVIRONMENT "development" is for localhost only');
  if (!local && url.protocol !== 'https:') throw new Error('ORIGIN must be https');
  return url.origin;
}

/** For how long a browser may skip the second step; 0: never. */
function readRememberDeviceDays(value: string | undefined) {
  const days = Number(value || '0');
  if (!Number.isInteger(days) || days < 0 || days > REMEMBER_DEVICE_DAYS_MAX)
    throw new Error(
      `REMEMBER_DEVICE_DAYS must be a whole number from 0 (off) to ${REMEMBER_DEVICE_DAYS_MAX}`,
    );
  return days;
}

/** The RP id is the origin's host or a parent of it; changing it orphans every passkey. */
function readRpId(value: string | undefined, origin: string) {
  const { hostname } = new URL(origin);
  const rpId = value || hostname;
  if (rpId !== hostname && !hostname.endsWith(`.${rpId}`))
    throw new Error('RP_ID must be the host of ORIGIN or a parent domain');
  return rpId;
}

/** Further origins that may use this service's passkeys (WebAuthn Level 3 section 5.11), separated by spaces. */
function readRelatedOrigins(value: string | undefined) {
  const origins = (value ?? '').split(/\s+/).filter(Boolean);
  for (const origin of origins) {
    if (URL.parse(origin)?.origin !== origin || !origin.startsWith('https:')) {
      throw new Error('RELATED_ORIGINS must be https origins, separated by spaces');
    }
  }
  return origins;
}

export const config = readConfig(bindings);
