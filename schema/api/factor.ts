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
  /** Where its codes go, masked: for e-mail the address, for SMS the number. */
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
  /** A push device that checks its owner at each approval, by fingerprint, face or screen lock. */
  verifies: v.boolean(),
  /** A recovery method that is offered first. */
  preferred: v.boolean(),
  createdAt: Instant,
  lastUsedAt: v.nullable(Instant),
  /** Such as 'Firefox on Windows · Lyon, FR'. */
  lastUsedFrom: v.nullable(v.string()),
  /** `disabled`: its yearly budget of wrong tries was spent; remove it and set it up anew. */
  state: v.picklist(['active', 'disabled']),
});
export type Factor = v.InferOutput<typeof Factor>;

/** Codes left at which new ones are due. */
export const LOW_CODES = 3;

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
  /** What may be set up as a second step, best first; none where two-step verification is off. */
  offered: v.array(Method),
  factors: v.array(Factor),
  /** The WebAuthn RP id: with the passkeys' ids, what a browser is told so that it offers no dead one. */
  rpId: v.string(),
  recoveryCodes: RecoveryCodesState,
  /** Text messages; null where this service sends none. */
  sms: v.nullable(
    v.object({
      /** ISO 3166-1 codes of the countries that are served; empty: all. */
      countries: v.array(v.string()),
      /** Where this session is, if known: what a phone field begins with. */
      country: v.nullable(v.string()),
      /** Whether a text message may be the second step of a sign-in. */
      asFactor: v.boolean(),
    }),
  ),
});
export type FactorList = v.InferOutput<typeof FactorList>;

export const RenameFactor = request({ name: FactorName });

/** One change or both. Preferred is whichever recovery method was marked last. */
export const ChangeFactor = v.pipe(
  request({
    name: v.optional(FactorName),
    preferred: v.optional(v.literal(true, 'Give true: another one takes its place when it is marked')),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { name, preferred } = dataset.value;
    if (name !== undefined || preferred !== undefined) return;
    const input = dataset.value as Record<string, unknown>;
    for (const key of ['name', 'preferred'])
      addIssue({
        message: 'Give a name, or preferred',
        path: [{ type: 'object', origin: 'value', input, key, value: undefined }],
      });
  }),
);
export type ChangeFactor = v.InferOutput<typeof ChangeFactor>;
export const FactorAnswer = v.object({ factor: Factor });
