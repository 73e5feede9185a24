import { now, SECOND } from '../../clock.ts';
import { config } from '../../config.ts';
import { encryptPush } from '../../delivery/push/encrypt-push.ts';
import { vapidAuthorization } from '../../delivery/push/vapid.ts';
import { fromBase64 } from '../../crypto/base64.ts';
import { pushParameters } from '../../factors/push/push-parameters.ts';
import { PUSH_RETRIES_MS, PUSH_SERVICE_DEADLINE_MS } from '../../policy/limits.ts';
import { withDeadline } from '../../with-deadline.ts';
import { challengeRow } from '../challenges/challenge-rows.ts';
import { loadDeviceNames } from '../sign-in/describe-device.ts';
import { activeFactors } from '../factors/factor-rows.ts';
import type { User } from '../user.ts';
import { pushRequestView } from './decide-push.ts';
import { dropSubscription } from './push-devices.ts';

type Vapid = NonNullable<typeof config.vapidKey>;

/**
 * Wakes every device of the account that is reached by Web Push. What was not taken is tried again while the push
 * lives; a subscription that its service no longer knows is dropped (RFC 8030 section 7.3). A message says what is
 * asked, not the number; it may get lost: opening the app shows the same.
 */
export async function sendPushes(user: User, challengeId: string): Promise<void> {
  const key = config.vapidKey;
  if (!key) return;
  await loadDeviceNames();
  await Promise.all(activeFactors(user, 'push').map(({ id }) => sendTo(user, id, challengeId, key)));
}

async function sendTo(user: User, deviceId: string, challengeId: string, key: Vapid): Promise<void> {
  for (const planned of [...PUSH_RETRIES_MS, null]) {
    // Looked at anew each time: the push may be over by now, the device removed or reached elsewhere.
    const row = challengeRow(user, challengeId);
    const device = activeFactors(user, 'push').find(({ id }) => id === deviceId);
    const subscription = device && pushParameters(device).subscription;
    const lives = row && row.closed_at === null && row.outcome === null && now() < row.expires_at;
    if (!subscription || !lives) return;
    const text = JSON.stringify({
      type: 'request',
      device: `${user.id}.${deviceId}`,
      service: config.serviceName,
      request: pushRequestView(user, row),
    });
    const { status, retryAfterMs } = await post(subscription, text, row.expires_at - now(), key).catch(
      () => LOST,
    );
    if (status === 404 || status === 410) return dropSubscription(user, deviceId, subscription.endpoint);
    const final = status !== 0 && status !== 429 && status < 500;
    if (status >= 300 || status === 0) console.error('push', new URL(subscription.endpoint).host, status);
    if (final || planned === null) return;
    await new Promise((resolve) => setTimeout(resolve, Math.max(planned, retryAfterMs)));
  }
}

/** What a push service said. */
interface Said {
  status: number;
  /** When it may be asked again (RFC 8030 section 8.4); 0 where it did not say. */
  retryAfterMs: number;
}

const LOST: Said = { status: 0, retryAfterMs: 0 };

/** RFC 8030 section 5. */
async function post(
  { endpoint, p256dh, auth }: { endpoint: string; p256dh: string; auth: string },
  text: string,
  lifetimeMs: number,
  key: Vapid,
): Promise<Said> {
  const body = await encryptPush(text, { p256dh: fromBase64(p256dh)!, auth: fromBase64(auth)! });
  const response = await withDeadline(
    fetch(endpoint, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        Authorization: await vapidAuthorization(key, endpoint, config.pushContact, now()),
        'Content-Encoding': 'aes128gcm',
        'Content-Type': 'application/octet-stream',
        TTL: String(Math.max(1, Math.floor(lifetimeMs / SECOND))),
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
  const seconds = Number(response.headers.get('Retry-After'));
  return { status: response.status, retryAfterMs: seconds > 0 ? seconds * SECOND : 0 };
}
