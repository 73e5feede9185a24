import { loadFactors } from '#lib/load-factors.ts';
import { modelNames } from '#lib/passkeys/model-names.ts';

export const load = async ({ parent }) => {
  await parent();
  const [protection, modelOf] = await Promise.all([loadFactors(), modelNames().catch(() => () => null)]);
  return { protection, modelOf };
};
