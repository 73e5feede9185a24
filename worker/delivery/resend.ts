import type { MailProvider } from './delivery.ts';
import { NotSent } from './not-sent.ts';
import type { DeliverySettings } from './read-delivery-settings.ts';

/** Resend's HTTP API. It takes a message with the same Idempotency-Key once within 24 hours. */
export const resend = (
  { url, apiKey }: NonNullable<DeliverySettings['resend']>,
  from: string,
): MailProvider => ({
  name: 'resend',
  async send({ id, to, subject, text, html }, signal) {
    const response = await fetch(`${url}/emails`, {
      method: 'POST',
      redirect: 'manual',
      signal,
      headers: {
        Authorization: `Bearer ${apiKey}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': id,
      },
      body: JSON.stringify({ from, to: [to], subject, text, ...(html !== null && { html }) }),
    });
    const answer: { name?: unknown } = await response.json<{ name?: unknown }>().catch(() => ({}));
    if (response.ok) return;
    const passes = response.status === 429 || response.status >= 500;
    // Its error names are words such as `validation_error`; the message beside them may name an address.
    const name = /^[a-z_]{1,40}$/.exec(String(answer.name))?.[0] ?? 'no name';
    throw new NotSent(passes ? 'unavailable' : 'refused', `HTTP ${response.status}, ${name}`);
  },
});
