import { api } from '#lib/api.ts';
import { call } from '#lib/call.ts';
import { firstFilled } from '#lib/first-filled.ts';
import { queryOf, type AuditFilter } from './audit-filter.ts';

/** What happened last, or before a place; `newest` as it was when this was asked first, so that following misses nothing. */
export async function askEvents(filter: AuditFilter, before?: string) {
  let newest: number | undefined;
  const page = await firstFilled(
    async (at) => {
      const query = { ...queryOf(filter), ...(at && { before: at }) };
      const answer = await call(() => api.v1.admin.events.$get({ query }));
      newest ??= answer.newest;
      return answer;
    },
    ({ events }) => events.length === 0,
    before,
  );
  return { ...page, newest: newest! };
}
