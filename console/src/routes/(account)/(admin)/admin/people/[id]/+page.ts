import { api } from '#lib/api.ts';
import { call } from '#lib/call.ts';

export const load = async ({ parent, params }) => {
  const { admin } = await parent();
  const param = { id: params.id };
  const mayChange = admin.permissions.includes('policy.change');
  const [{ person, mayAct }, { events, next }, all] = await Promise.all([
    call(() => api.v1.admin.people[':id'].$get({ param })),
    call(() => api.v1.admin.people[':id'].events.$get({ param })),
    mayChange ? call(() => api.v1.admin.groups.$get()) : null,
  ]);
  // What an owner's groups are is for owners to decide.
  const groups = person.role !== 'owner' || admin.role === 'owner' ? (all?.groups ?? null) : null;
  return { person, mayAct, events, next, groups };
};
