import type { SmsProvider } from './delivery.ts';
import { NotSent } from './not-sent.ts';
import type { DeliverySettings } from './read-delivery-settings.ts';

/**
 * What Twilio says of a number that cannot receive (twilio.com/docs/api/errors): no valid number, a landline,
 * or somebody who answered STOP, whom no other provider should write to either.
 */
const UNREACHABLE = new Set([
  21211, 21217, 21401, 21407, 21421, 21610, 21612, 21614, 21635, 30003, 30005, 30006,
]);

/** Twilio's Programmable Messaging: one POST a message. A repeated one is sent again: it knows no idempotency key. */
export const twilio = (settings: NonNullable<DeliverySettings['twilio']>): SmsProvider => ({
  name: 'twilio',
  async send({ to, text }, signal) {
    const { url, accountSid, keySid, keySecret, sender } = settings;
    const service = sender.startsWith('MG');
    const response = await fetch(`${url}/2010-04-01/Accounts/${accountSid}/Messages.json`, {
      method: 'POST',
      redirect: 'manual',
      signal,
      headers: {
        Authorization: `Basic ${btoa(`${keySid}:${keySecret}`)}`,
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({
        To: to,
        Body: text,
        ...(service ? { MessagingServiceSid: sender } : { From: sender }),
      }),
    });
    const answer: { code?: unknown; error_code?: unknown } = await response
      .json<{ code?: unknown; error_code?: unknown }>()
      .catch(() => ({}));
    if (response.ok && !answer.error_code) return;
    const code = Number(answer.code ?? answer.error_code) || 0;
    throw new NotSent(failureOf(response.status, code), `HTTP ${response.status}, code ${code}`);
  },
});

function failureOf(status: number, code: number) {
  if (UNREACHABLE.has(code)) return 'unreachable';
  return status === 429 || status >= 500 ? 'unavailable' : 'refused';
}
