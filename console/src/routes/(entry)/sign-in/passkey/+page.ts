import { redirect } from '@sveltejs/kit';
import { findSession } from '#lib/find-session.ts';
import { loadFactors } from '#lib/load-factors.ts';
import { returnTo } from '#lib/return-to.ts';

export const load = async ({ url }) => {
  const session = await findSession();
  if (session?.stage !== 'full') redirect(307, `/sign-in${url.search}`);
  const { twoStep, factors } = await loadFactors();
  // Without two-step verification a passkey comes with its set-up, not before it.
  if (!twoStep || factors.some(({ method }) => method === 'passkey')) redirect(307, returnTo(url));
  return { taken: factors.map(({ name }) => name) };
};
