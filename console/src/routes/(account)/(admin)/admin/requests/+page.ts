import { api } from '#lib/api.ts';
import { call } from '#lib/call.ts';

export const load = async ({ parent, depends }) => {
  depends('admin:requests');
  await parent();
  const [{ requests, next }, { acts }] = await Promise.all([
    call(() => api.v1.admin['help-requests'].$get({ query: {} })),
    call(() => api.v1.admin['pending-acts'].$get()),
  ]);
  return { requests, next, acts };
};
