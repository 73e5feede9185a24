import * as v from 'valibot';
import type { PasskeyPolicy } from './passkey-policy.ts';
import { DEFAULT_PASSKEY_POLICY } from './passkey-policy.ts';

const Aaguid = v.pipe(v.string(), v.toLowerCase(), v.uuid());

const Shape = v.partial(
  v.strictObject({
    attestation: v.picklist(['none', 'direct']),
    allowAaguids: v.array(Aaguid),
    denyAaguids: v.array(Aaguid),
    requireUserVerification: v.boolean(),
    requireDeviceBound: v.boolean(),
  }),
);

/** Reads PASSKEY_POLICY, a JSON object with any of the policy's members. @throws Error that says what is wrong */
export function readPasskeyPolicy(text: string | undefined): PasskeyPolicy {
  if (!text) return DEFAULT_PASSKEY_POLICY;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('PASSKEY_POLICY must be a JSON object');
  }
  if (Array.isArray(value)) throw new Error('PASSKEY_POLICY must be a JSON object');
  const result = v.safeParse(Shape, value);
  if (!result.success) {
    const [issue] = result.issues;
    throw new Error(`PASSKEY_POLICY: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
  }
  const policy = { ...DEFAULT_PASSKEY_POLICY, ...result.output };
  if (policy.allowAaguids.length > 0 && policy.attestation !== 'direct') {
    throw new Error(
      'PASSKEY_POLICY: allowAaguids needs attestation "direct": without it a model is only claimed',
    );
  }
  return policy;
}
