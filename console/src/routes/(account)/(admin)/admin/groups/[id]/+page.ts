import { api } from '#lib/api.ts';
import { call } from '#lib/call.ts';

export const load = async ({ parent, params, url }) => {
  await parent();
  return call(() =>
    api.v1.admin.groups[':id'].$get({
      param: params,
      query: { after: url.searchParams.get('after') ?? undefined },
    }),
  );
};
