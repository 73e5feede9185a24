import * as v from 'valibot';
import { FactorName, Instant } from './fields.ts';
import { Method } from './method.ts';
import { request } from './request.ts';

export const Factor = v.object({
  id: v.string(),
  method: Method,
  name: v.string(),
  /** `sign-in`: proves who you are. `recovery`: only helps you back in. */
  use: v.picklist(['sign-in', 'recovery']),
  /** For e-mail: the address, masked. */
  address: v.nullable(v.string()),
  /** For a passkey: what is known of its authenticator. */
  passkey: v.nullable(
    v.object({
      credentialId: v.string(),
      /** The authenticator's model; all zeros where it does not say. */
      aaguid: v.string(),
      /** Copied between devices by its provider, or bound to one. */
      synced: v.boolean(),
      backedUp: v.boolean(),
      transports: v.array(v.string()),
    }),
  ),
  createdAt: Instant,
  lastUsedAt: v.nullable(Instant),
  /** Such as 'Firefox on Windows · Lyon, FR'. */
  lastUsedFrom: v.nullable(v.string()),
  /** `disabled`: its yearly budget of wrong tries was spent; remove it and set it up anew. */
  state: v.picklist(['active', 'disabled']),
});
export type Factor = v.InferOutput<typeof Factor>;

export const RecoveryCodesState = v.object({
  /** `pending` until the first factor is confirmed; they die when the set-up is left. */
  state: v.picklist(['none', 'pending', 'active']),
  remaining: v.number(),
  total: v.number(),
  generatedAt: v.nullable(Instant),
});
export type RecoveryCodesState = v.InferOutput<typeof RecoveryCodesState>;

export const RecoveryCodes = v.object({
  ...RecoveryCodesState.entries,
  /** In groups, to be shown and saved. Never answered again once active. */
  codes: v.array(v.string()),
});
export type RecoveryCodes = v.InferOutput<typeof RecoveryCodes>;

/** All that protects the account. */
export const FactorList = v.object({
  twoStep: v.boolean(),
  factors: v.array(Factor),
  /** The WebAuthn RP id: with the passkeys' ids, what a browser is told so that it offers no dead one. */
  rpId: v.string(),
  recoveryCodes: RecoveryCodesState,
});
export type FactorList = v.InferOutput<typeof FactorList>;

export const RenameFactor = request({ name: FactorName });
export const FactorAnswer = v.object({ factor: Factor });
