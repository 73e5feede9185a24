import type { MailProvider } from './delivery.ts';

/** Cloudflare Email Service through the `send_email` binding (docs/operating.md). */
export const cloudflare = (binding: SendEmail, from: string): MailProvider => ({
  name: 'cloudflare',
  async send({ to, subject, text, html }) {
    await binding.send({ from, to, subject, text, ...(html !== null && { html }) });
  },
});
