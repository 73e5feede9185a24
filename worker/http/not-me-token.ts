import { now } from '../clock.ts';
import { config } from '../config.ts';
import { fromBase64, toBase64Url } from '../crypto/base64.ts';
import { seal, unseal } from '../crypto/seal.ts';
import { NOT_ME_LINK_MS } from '../policy/limits.ts';
import { Refused } from '../refused.ts';

/**
 * What the link 'This was not me' of a notice carries: whose notice it is, and of which event. It is sealed, so
 * that nobody can make one up, and it is in the URL's fragment, which no server, proxy or log gets to see.
 */
export interface NotMe {
  home: string;
  /** The event that the notice tells of. */
  seq: number;
}

const CONTEXT = 'not-me';

/** @param at when the event happened, ms since the epoch: the link counts from there, however late the mail is */
export async function sealNotMe({ home, seq }: NotMe, at: number): Promise<string> {
  const text = `${home}.${seq}.${at + NOT_ME_LINK_MS}`;
  const sealed = await seal(config.keyRing, CONTEXT, new TextEncoder().encode(text), 'flow');
  return toBase64Url(new TextEncoder().encode(sealed));
}

/** @throws Refused link-expired: too old, or nothing that `sealNotMe` made */
export async function openNotMe(token: string): Promise<NotMe> {
  try {
    const sealed = new TextDecoder().decode(fromBase64(token));
    const text = new TextDecoder().decode(await unseal(config.keyRing, CONTEXT, sealed, 'flow'));
    const [home, seq, end] = text.split('.');
    if (home && now() < Number(end)) return { home, seq: Number(seq) };
  } catch {
    // one answer for all of it
  }
  throw new Refused('link-expired');
}
