import { api } from '#lib/api.ts';
import { call } from '#lib/call.ts';

export const load = async ({ parent }) => {
  await parent();
  const [current, { groups }] = await Promise.all([
    call(() => api.v1.admin.policy.$get()),
    call(() => api.v1.admin.groups.$get()),
  ]);
  return { current, groups };
};
