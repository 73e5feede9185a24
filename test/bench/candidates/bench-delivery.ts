import { bench } from './bench-state.ts';

/**
 * Stands in for worker/delivery/providers.ts: mail is taken at once and kept in memory. The inbox of
 * development writes each message to D1, which no deployment does.
 */
export const mailProviders = () => [
  async () => ({
    name: 'memory',
    async send({ to, text }: { to: string; text: string }) {
      bench.mail.set(to, text);
    },
  }),
];

export const smsProviders = () => [];
