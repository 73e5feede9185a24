import { config } from '../config.ts';
import { seal, unseal } from '../crypto/seal.ts';
import { Refused } from '../refused.ts';

/**
 * What the link of a mail about a recovery carries, behind the `#`, so that no server and no log sees it: whose
 * object, and which recovery or request for help. Sealed: nobody can make one up.
 */
export interface CancelTarget {
  home: string;
  id: string;
}

const CONTEXT = 'cancel-recovery';

export const sealCancel = ({ home, id }: CancelTarget) =>
  seal(config.keyRing, CONTEXT, new TextEncoder().encode(`${home}.${id}`), 'flow');

/** @throws Refused recovery-over for anything that `sealCancel` did not make */
export async function openCancel(token: string): Promise<CancelTarget> {
  const text = await unseal(config.keyRing, CONTEXT, token, 'flow').then(
    (bytes) => new TextDecoder().decode(bytes),
    () => '',
  );
  const [home, id] = text.split('.');
  if (!home || !id) throw new Refused('recovery-over');
  return { home, id };
}
