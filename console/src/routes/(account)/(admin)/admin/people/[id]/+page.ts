import { api } from '#lib/api.ts';
import { call } from '#lib/call.ts';

export const load = async ({ parent, params }) => {
  await parent();
  const param = { id: params.id };
  const [{ person, mayAct }, { events, next }] = await Promise.all([
    call(() => api.v1.admin.people[':id'].$get({ param })),
    call(() => api.v1.admin.people[':id'].events.$get({ param })),
  ]);
  return { person, mayAct, events, next };
};
