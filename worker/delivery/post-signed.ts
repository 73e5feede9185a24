import { now, SECOND } from '../clock.ts';
import { toBase64 } from '../crypto/base64.ts';
import { keyedDigest } from '../crypto/digest.ts';
import type { Webhook } from './read-webhook.ts';

/**
 * Posts JSON to a webhook, signed as Standard Webhooks says (github.com/standard-webhooks/standard-webhooks, spec
 * 1.0). It follows no redirect.
 * @param id the same for each try of one message
 */
export function postSigned({ url, secret }: Webhook, id: string, message: object, signal: AbortSignal) {
  const body = JSON.stringify(message);
  const timestamp = String(Math.floor(now() / SECOND));
  const signature = toBase64(keyedDigest(secret, `${id}.${timestamp}.${body}`));
  return fetch(url, {
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
}
