import * as v from 'valibot';
import { OverviewQuery } from '#schema/api/overview.ts';
import { api } from '#lib/api.ts';
import { call } from '#lib/call.ts';

export const load = async ({ parent, url }) => {
  await parent();
  const days = v.safeParse(OverviewQuery.entries.days, url.searchParams.get('days') ?? undefined);
  const query = { days: days.success ? days.output : '30' };
  return { days: query.days, overview: await call(() => api.v1.admin.overview.$get({ query })) };
};
