import { MINUTE, now, SECOND } from '../../clock.ts';
import { config } from '../../config.ts';
import { encryptPush } from '../../delivery/push/encrypt-push.ts';
import { vapidAuthorization } from '../../delivery/push/vapid.ts';
import { fromBase64 } from '../../crypto/base64.ts';
import type { FactorRow } from '../../../schema/user-tables.ts';
import { pushParameters } from '../../factors/push/push-parameters.ts';
import { PUSH_RETRIES_MS, PUSH_SERVICE_DEADLINE_MS } from '../../policy/limits.ts';
import { withDeadline } from '../../with-deadline.ts';
import { challengeRow } from '../challenge-rows.ts';
import { loadDeviceNames } from '../describe-device.ts';
import { activeFactors } from '../factor-rows.ts';
import type { User } from '../user.ts';
import { pushRequestView } from './decide-push.ts';
import { setSubscription } from './push-devices.ts';

/**
 * Wakes every device of the account that is reached by Web Push. What was not taken is tried again while the push
 * lives; a subscription that its service no longer knows is dropped (RFC 8030 section 7.3). A message says what is
 * asked, not the number; it may get lost: opening the app shows the same.
 */
export async function sendPushes(user: User, challengeId: string): Promise<void> {
  const key = config.vapidKey;
  if (!key) return;
  await loadDeviceNames();
  await Promise.all(activeFactors(user, 'push').map((device) => sendTo(user, device, challengeId, key)));
}

type Vapid = NonNullable<typeof config.vapidKey>;

async function sendTo(user: User, device: FactorRow, challengeId: string, key: Vapid): Promise<void> {
  for (const pause of [0, ...PUSH_RETRIES_MS]) {
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    const row = challengeRow(user, challengeId);
    const { subscription } = pushParameters(device);
    const lives = row && row.closed_at === null && row.outcome === null && now() < row.expires_at;
    if (!subscription || !lives) return;
    const text = JSON.stringify({
      type: 'request',
      device: `${user.id}.${device.id}`,
      service: config.serviceName,
      request: pushRequestView(user, row),
    });
    const status = await post(subscription, text, row.expires_at - now(), key).catch(() => 0);
    if (status === 404 || status === 410) return void setSubscription(user, device.id, null);
    if (status !== 0 && status !== 429 && status < 500) return;
  }
}

/** RFC 8030 section 5. @returns the status */
async function post(
  { endpoint, p256dh, auth }: { endpoint: string; p256dh: string; auth: string },
  text: string,
  lifetimeMs: number,
  key: Vapid,
): Promise<number> {
  const body = await encryptPush(text, { p256dh: fromBase64(p256dh)!, auth: fromBase64(auth)! });
  const response = await withDeadline(
    fetch(endpoint, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        Authorization: await vapidAuthorization(key, endpoint, config.pushContact, now()),
        'Content-Encoding': 'aes128gcm',
        'Content-Type': 'application/octet-stream',
        TTL: String(Math.max(1, Math.floor(Math.min(lifetimeMs, 10 * MINUTE) / SECOND))),
        Urgency: 'high',
        // A newer one takes the place of one that waits.
        Topic: 'sign-in',
      },
      body,
    }),
    PUSH_SERVICE_DEADLINE_MS,
    () => new Error('The push service is late'),
  );
  await response.body?.cancel();
  return response.status;
}
