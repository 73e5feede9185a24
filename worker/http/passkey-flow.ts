import { now } from '../clock.ts';
import { config } from '../config.ts';
import { seal, unseal } from '../crypto/seal.ts';
import { Refused } from '../refused.ts';

/** A challenge that was given to nobody in particular. The token is sealed: nobody can make one up or prolong it. */
export interface PasskeyFlow {
  challenge: string;
  /** Ms since the epoch. */
  expiresAt: number;
}

const CONTEXT = 'passkey-flow';

export const sealPasskeyFlow = ({ challenge, expiresAt }: PasskeyFlow) =>
  seal(config.keyRing, CONTEXT, new TextEncoder().encode(`${challenge}.${expiresAt}`), 'flow');

/** @throws Refused code-expired: too old, or not one of ours */
export async function openPasskeyFlow(token: string): Promise<PasskeyFlow> {
  const text = await unseal(config.keyRing, CONTEXT, token, 'flow').then(
    (bytes) => new TextDecoder().decode(bytes),
    () => '',
  );
  const [challenge = '', end = ''] = text.split('.');
  if (!challenge || now() >= Number(end)) throw new Refused('code-expired', { detail: 'Begin again.' });
  return { challenge, expiresAt: Number(end) };
}
