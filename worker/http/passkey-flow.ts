import { because } from '../../schema/api/reason.ts';
import { now } from '../clock.ts';
import { config } from '../config.ts';
import { seal, unseal } from '../crypto/seal.ts';
import { Refused } from '../refused.ts';

/**
 * A challenge that was given to a browser and nobody in particular. The token is sealed together with the
 * browser's device cookie: nobody can make one up, prolong it, or answer it from elsewhere.
 */
export interface PasskeyFlow {
  challenge: string;
  /** Ms since the epoch. */
  expiresAt: number;
}

/** @param device the secret of the browser's device cookie */
const contextOf = (device: string) => `passkey-flow/${device}`;

export const sealPasskeyFlow = ({ challenge, expiresAt }: PasskeyFlow, device: string) =>
  seal(config.keyRing, contextOf(device), new TextEncoder().encode(`${challenge}.${expiresAt}`), 'flow');

/** @throws Refused code-expired: too old, not one of ours, or another browser's */
export async function openPasskeyFlow(token: string, device: string): Promise<PasskeyFlow> {
  const text = await unseal(config.keyRing, contextOf(device), token, 'flow').then(
    (bytes) => new TextDecoder().decode(bytes),
    () => '',
  );
  const [challenge = '', end = ''] = text.split('.');
  if (!challenge || now() >= Number(end)) throw new Refused('code-expired', because('begin-again'));
  return { challenge, expiresAt: Number(end) };
}
