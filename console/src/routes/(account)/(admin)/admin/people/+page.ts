import { api } from '#lib/api.ts';
import { call } from '#lib/call.ts';
import { readSearch } from './people-query.ts';

export const load = async ({ parent, url }) => {
  await parent();
  const search = readSearch(url.searchParams);
  return { search, ...(await call(() => api.v1.admin.people.$get({ query: search }))) };
};
