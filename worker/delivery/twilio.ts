import type { SmsProvider } from './delivery.ts';
import { NotSent } from './not-sent.ts';
import type { DeliverySettings } from './read-delivery-settings.ts';
import { reportAddress } from './twilio-report.ts';

/**
 * What Twilio says of a number that cannot receive, whoever sends (twilio.com/docs/api/errors): no valid number
 * (21211), no mobile one (21614), a landline (21635, 30006), one that is out of service (30005), or somebody who
 * answered STOP (21610), whom no other provider should write to either. A phone that is switched off (30003) and a
 * sender that does not get there (21612) are none of these.
 */
const UNREACHABLE = new Set([21211, 21610, 21614, 21635, 30005, 30006]);

/** Whether an error of Twilio's means that this number can receive from nobody. */
export const cannotReceive = (code: number) => UNREACHABLE.has(code);

/**
 * Twilio's Programmable Messaging: one POST a message. A repeated one is sent again: it knows no idempotency key.
 * Where the account's token is known, by which its reports are signed, it is asked to report what becomes of it.
 */
export const twilio = (settings: NonNullable<DeliverySettings['twilio']>): SmsProvider => ({
  name: 'twilio',
  async send({ id, to, text }, signal) {
    const { url, accountSid, keySid, keySecret, sender, authToken } = settings;
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
        ...(authToken && { StatusCallback: reportAddress(id) }),
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
  if (cannotReceive(code)) return 'unreachable';
  return status === 429 || status >= 500 ? 'unavailable' : 'refused';
}
