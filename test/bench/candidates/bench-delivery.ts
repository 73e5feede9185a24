import { bench } from './bench-state.ts';

/**
 * Stands in for worker/delivery/choose-delivery.ts: mail is taken at once and kept in memory. The inbox of
 * development writes each message to D1, which no deployment does.
 */
export const chooseDelivery = () => ({
  async send({ to, text }: { to: string; text: string }) {
    bench.mail.set(to, text);
  },
});
