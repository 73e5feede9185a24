import { toBase64 } from '../crypto/base64.ts';
import { keyedDigest } from '../crypto/digest.ts';
import { now, SECOND } from '../clock.ts';
import type { SmsProvider } from './delivery.ts';
import { NotSent } from './not-sent.ts';
import type { DeliverySettings } from './read-delivery-settings.ts';

/**
 * Any service that sends SMS, behind a webhook of one's own: a POST of `{"id", "to", "text"}`, signed as
 * Standard Webhooks says (github.com/standard-webhooks/standard-webhooks, spec 1.0). A 2xx takes the message;
 * 422 says that the number cannot receive any; 408, 429 and 5xx that it may work in a moment.
 */
export const webhook = ({ url, secret }: NonNullable<DeliverySettings['webhook']>): SmsProvider => ({
  name: 'webhook',
  async send({ id, to, text }, signal) {
    const body = JSON.stringify({ id, to, text });
    const timestamp = String(Math.floor(now() / SECOND));
    const signature = toBase64(keyedDigest(secret, `${id}.${timestamp}.${body}`));
    const { status, ok } = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal,
      headers: {
        'Content-Type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signature}`,
      },
      body,
    });
    if (!ok) throw new NotSent(failureOf(status), `HTTP ${status}`);
  },
});

function failureOf(status: number) {
  if (status === 422) return 'unreachable';
  return status === 408 || status === 429 || status >= 500 ? 'unavailable' : 'refused';
}
