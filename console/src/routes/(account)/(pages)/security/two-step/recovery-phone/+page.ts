import { redirect } from '@sveltejs/kit';
import { api } from '#lib/api.ts';
import { call } from '#lib/call.ts';
import { loadFactors } from '#lib/load-factors.ts';

export const load = async ({ parent }) => {
  await parent();
  const [{ enrollments }, { sms }] = await Promise.all([
    call(() => api.v1.enrollments.$get()),
    loadFactors(),
  ]);
  // Where nobody sends text messages there is nothing to do here.
  if (!sms) redirect(303, '/security/two-step');
  return { enrollments, sms };
};
