import type { Delivery } from './delivery.ts';

/** Cloudflare Email Service through the `send_email` binding (docs/operating.md). */
export const cloudflare = (binding: SendEmail | undefined, from: string): Delivery => ({
  async send({ to, subject, text }) {
    if (!binding) throw new Error('DELIVERY "cloudflare" needs the send_email binding EMAIL');
    await binding.send({ from, to, subject, text });
  },
});
