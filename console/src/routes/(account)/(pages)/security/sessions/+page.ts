import { api } from '#lib/api.ts';
import { call } from '#lib/call.ts';

export const load = async ({ parent }) => {
  await parent();
  const [{ sessions }, { devices }] = await Promise.all([
    call(() => api.v1.sessions.$get()),
    call(() => api.v1['remembered-devices'].$get()),
  ]);
  return { sessions, devices };
};
