import type { Policy, PolicyAnswer } from '../../schema/api/policy.ts';
import { config } from '../config.ts';
import { POLICY_DEFAULTS } from './limits.ts';
import type { PasskeyPolicy } from './passkey-policy.ts';

export type Bounds = PolicyAnswer['bounds'];

/** What the deployment's settings leave open: a policy may ask for more, never for less. */
export const readBounds = (): Bounds => ({
  methods: [
    'passkey',
    'push',
    'totp',
    ...(config.delivery.sms.length > 0 && config.smsAsFactor ? (['sms'] as const) : []),
    ...(config.emailAsFactor ? (['email'] as const) : []),
  ],
  recovery: ['email', ...(config.delivery.sms.length > 0 ? (['sms'] as const) : [])],
  rememberDeviceDays: config.rememberDeviceDays,
  pushDigits: config.pushDigits,
  adminReset: config.adminReset,
  passkeys: config.passkeyPolicy,
});

/** What holds while nobody has written a policy: the deployment's settings. */
export const defaultPolicy = (bounds: Bounds): Policy => ({ ...POLICY_DEFAULTS, ...bounds });

/** A policy as it holds: what is beyond the deployment's settings counts as far as they go. */
export const within = (policy: Policy, bounds: Bounds): Policy => ({
  ...policy,
  methods: policy.methods.filter((method) => bounds.methods.includes(method)),
  recovery: policy.recovery.filter((method) => bounds.recovery.includes(method)),
  rememberDeviceDays: Math.min(policy.rememberDeviceDays, bounds.rememberDeviceDays),
  pushDigits: Math.max(policy.pushDigits, bounds.pushDigits),
  adminReset: bounds.adminReset === 'direct' ? policy.adminReset : bounds.adminReset,
  passkeys: stricter(bounds.passkeys, policy.passkeys),
});

function stricter(base: PasskeyPolicy, policy: PasskeyPolicy): PasskeyPolicy {
  const both = policy.allowAaguids.filter((model) => base.allowAaguids.includes(model));
  return {
    attestation: base.attestation === 'direct' ? 'direct' : policy.attestation,
    allowAaguids:
      base.allowAaguids.length === 0 ? policy.allowAaguids : both.length > 0 ? both : base.allowAaguids,
    denyAaguids: [...new Set([...policy.denyAaguids, ...base.denyAaguids])],
    requireUserVerification: base.requireUserVerification || policy.requireUserVerification,
    requireDeviceBound: base.requireDeviceBound || policy.requireDeviceBound,
  };
}

/** Which members say something beyond the deployment's settings. */
export function beyond(policy: Policy, bounds = readBounds()): string[] {
  const held = within(policy, bounds);
  return (Object.keys(bounds) as (keyof Bounds)[]).filter(
    (key) => JSON.stringify(policy[key], sorted) !== JSON.stringify(held[key], sorted),
  );
}

/** Members in one order, so that two equal documents read the same. */
const sorted = (_: string, value: unknown) =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
