import type { Subscription } from '../../../schema/api/push.ts';
import type { FactorRow } from '../../../schema/user-tables.ts';

/** What is stored of a push device beside its name: the key that it signs with, and where it is reached. */
export interface PushParameters {
  /** An uncompressed point of P-256, base64url. */
  publicKey: string;
  subscription: Subscription;
}

export const pushParameters = ({ parameters }: FactorRow) => JSON.parse(parameters!) as PushParameters;
