import { api } from '#lib/api.ts';
import { call } from '#lib/call.ts';
import { askEvents } from './ask-events.ts';
import { filterOf } from './audit-filter.ts';

export const load = async ({ parent, url }) => {
  const filter = filterOf(url.searchParams);
  await parent();
  const [log, state] = await Promise.all([askEvents(filter), call(() => api.v1.admin.events.state.$get())]);
  return { filter, log, state };
};
