import { api } from '#lib/api.ts';
import { call } from '#lib/call.ts';

export const load = async ({ parent }) => {
  await parent();
  return call(() => api.v1.admin.imports.$get({ query: {} }));
};
