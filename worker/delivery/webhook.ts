import type { SmsProvider } from './delivery.ts';
import { NotSent } from './not-sent.ts';
import { postSigned } from './post-signed.ts';
import type { Webhook } from './read-webhook.ts';

/**
 * Any service that sends SMS, behind a webhook of one's own: a signed POST of `{"id", "to", "text"}`. A 2xx takes the
 * message; 422 says that the number cannot receive any; 408, 429 and 5xx that it may work in a moment.
 */
export const webhook = (hook: Webhook): SmsProvider => ({
  name: 'webhook',
  async send({ id, to, text }, signal) {
    const { status, ok } = await postSigned(hook, id, { id, to, text }, signal);
    if (!ok) throw new NotSent(failureOf(status), `HTTP ${status}`);
  },
});

function failureOf(status: number) {
  if (status === 422) return 'unreachable';
  return status === 408 || status === 429 || status >= 500 ? 'unavailable' : 'refused';
}
