import type { Policy } from '../../schema/api/policy.ts';
import { config } from '../config.ts';
import { defaultPolicy, readBounds, within } from './within.ts';

/** The newest policy that somebody knows of: as it travels and is kept. */
export interface KnownPolicy {
  version: number;
  /** JSON; null for version 0: the deployment's settings. */
  document: string | null;
}

export const NO_POLICY: KnownPolicy = { version: 0, document: null };

/** What was read last: nearly always all objects of an isolate know the same. */
let last: { document: string | null; settings: unknown[]; policy: Policy } | null = null;

/** Of the deployment, what a policy is held within. */
const settings = () => [
  config.delivery,
  config.smsAsFactor,
  config.emailAsFactor,
  config.rememberDeviceDays,
  config.pushDigits,
  config.adminReset,
  config.passkeyPolicy,
];

/** A document as it holds. What it does not speak of, since it is older, is as by default. */
export function readPolicy(document: string | null): Policy {
  const deployment = settings();
  const known = last?.document === document && last.settings.every((value, i) => value === deployment[i]);
  if (!known || !last) {
    const bounds = readBounds();
    const written = document === null ? {} : (JSON.parse(document) as Partial<Policy>);
    const policy = within({ ...defaultPolicy(bounds), ...written }, bounds);
    last = { document, settings: deployment, policy };
  }
  return last.policy;
}
