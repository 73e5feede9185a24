import type { Subscription } from '../../../schema/api/push.ts';
import type { FactorRow } from '../../../schema/user-tables.ts';
import type { PasskeyParameters } from '../passkey/passkey-parameters.ts';

/** The passkey by which a device checks its owner. It belongs to that device, and signs in nobody. */
export interface Verification extends PasskeyParameters {
  /** The signature counter of its last use. */
  counter: number;
}

/** What is stored of a push device beside its name: the key that it signs with, and where it is reached. */
export interface PushParameters {
  /** An uncompressed point of P-256, base64url. */
  publicKey: string;
  subscription: Subscription;
  /** Null or left out: its owner's number is all that it asks for. */
  verification?: Verification | null;
}

export const pushParameters = ({ parameters }: FactorRow) => JSON.parse(parameters!) as PushParameters;
