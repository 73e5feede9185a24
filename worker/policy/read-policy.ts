import type { Policy } from '../../schema/api/policy.ts';
import { DEFAULT_POLICY, within } from './within.ts';

/** The newest policy that somebody knows of: as it travels and is kept. */
export interface KnownPolicy {
  version: number;
  /** JSON; null for version 0: the deployment's settings. */
  document: string | null;
}

export const NO_POLICY: KnownPolicy = { version: 0, document: null };

let last = { document: '', policy: DEFAULT_POLICY };

/** The document, read once an isolate. What it does not speak of, since it is older, is as by default. */
export function readPolicy({ document }: KnownPolicy): Policy {
  if (document === null) return DEFAULT_POLICY;
  if (document !== last.document) {
    const policy = { ...DEFAULT_POLICY, ...(JSON.parse(document) as Policy) };
    last = { document, policy: within(policy) };
  }
  return last.policy;
}
