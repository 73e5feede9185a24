import { api } from '#lib/api.ts';
import { call } from '#lib/call.ts';
import { loadFactors } from '#lib/load-factors.ts';
import { codesSaved } from './codes-saved.ts';

export const load = async ({ parent }) => {
  await parent();
  const [protection, { enrollments }] = await Promise.all([
    loadFactors(),
    call(() => api.v1.enrollments.$get()),
  ]);
  return { protection, enrollments, codesSaved: codesSaved.read(protection.recoveryCodes.generatedAt) };
};
