import { api } from '#lib/api.ts';
import { call } from '#lib/call.ts';
import { loadFactors } from '#lib/load-factors.ts';

export const load = async ({ parent }) => {
  await parent();
  const [protection, { sessions }, { events, reviewDue }] = await Promise.all([
    loadFactors(),
    call(() => api.v1.sessions.$get()),
    call(() => api.v1.events.$get({ query: {} })),
  ]);
  return { protection, sessions, events, reviewDue };
};
