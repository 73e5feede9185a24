import { because } from '../../schema/api/reason.ts';
import { config } from '../config.ts';
import { fromBase64, toBase64Url } from '../crypto/base64.ts';
import { seal, unseal } from '../crypto/seal.ts';
import { Refused } from '../refused.ts';

/**
 * The token of a flow without a session names an object and a challenge. It is sealed, so that its holder can
 * neither make one up nor see whether it points to an account or to a stand-in.
 */
export interface FlowTarget {
  home: string;
  challengeId: string;
}

export async function sealFlow({ home, challengeId }: FlowTarget): Promise<string> {
  const sealed = await seal(
    config.keyRing,
    'flow',
    new TextEncoder().encode(`${home}.${challengeId}`),
    'flow',
  );
  return toBase64Url(new TextEncoder().encode(sealed));
}

/** @throws Refused code-expired for anything that `sealFlow` did not make */
export async function openFlow(flow: string): Promise<FlowTarget> {
  try {
    const sealed = new TextDecoder().decode(fromBase64(flow));
    const [home, challengeId] = new TextDecoder()
      .decode(await unseal(config.keyRing, 'flow', sealed, 'flow'))
      .split('.');
    if (home && challengeId) return { home, challengeId };
  } catch {
    // one answer for all of it
  }
  throw new Refused('code-expired', because('start-again'));
}
