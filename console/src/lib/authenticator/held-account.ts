import type { PushOutcome } from '#schema/api/challenge.ts';

/** An account as this device holds it. No key of it can be read, not even by this page. */
export interface HeldAccount {
  /** `<user id>.<device id>`: what the device calls itself. */
  device: string;
  service: string;
  email: string;
  /** What the account calls this device. */
  name: string;
  /** `waiting`: until the comparison is confirmed on the other screen. `removed`: the service no longer knows it. */
  state: 'waiting' | 'active' | 'removed';
  /** Signs what is asked of the service. */
  signingKey: CryptoKey;
  /** Makes codes without a network. */
  codeKey: CryptoKey;
  /** The id of the passkey by which this device checks its owner at each approval; null: it does not. */
  verification: string | null;
  /** What both screens show while it waits. */
  comparison: string;
  addedAt: string;
}

/** What was done with a request on this device. */
export interface Activity {
  device: string;
  service: string;
  email: string;
  at: string;
  /** `over`: answered elsewhere, superseded, or too late. */
  outcome: PushOutcome | 'over';
  /** The device that asked, and from where. */
  from: string;
}
