import type { MailProvider } from './delivery.ts';
import { NotSent, type Failure } from './not-sent.ts';

/** What the binding's errors say by their `code` (developers.cloudflare.com/email-service); others may pass. */
const FAILURES: Record<string, Failure> = {
  E_RECIPIENT_SUPPRESSED: 'unreachable',
  E_RECIPIENT_NOT_ALLOWED: 'refused',
  E_SENDER_NOT_VERIFIED: 'refused',
  E_SENDER_DOMAIN_NOT_AVAILABLE: 'refused',
  E_DAILY_LIMIT_EXCEEDED: 'refused',
  E_VALIDATION_ERROR: 'refused',
  E_FIELD_MISSING: 'refused',
  E_CONTENT_TOO_LARGE: 'refused',
};

/** Cloudflare Email Service through the `send_email` binding (docs/operating.md). It knows no idempotency key. */
export const cloudflare = (binding: SendEmail, from: string): MailProvider => ({
  name: 'cloudflare',
  async send({ to, subject, text, html }) {
    try {
      await binding.send({ from, to, subject, text, ...(html !== null && { html }) });
    } catch (error) {
      // The message beside the code may name an address.
      const code = /^E_[A-Z_]{1,40}$/.exec(String((error as { code?: unknown }).code))?.[0] ?? 'no code';
      throw new NotSent(FAILURES[code] ?? 'unavailable', code);
    }
  },
});
