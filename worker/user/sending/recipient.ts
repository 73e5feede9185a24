import { isSent, type SentMethod } from '../../../schema/api/method.ts';
import type { ChallengeRow } from '../../../schema/user-tables.ts';
import { config } from '../../config.ts';
import { toBase64Url } from '../../crypto/base64.ts';
import { keyedDigest } from '../../crypto/digest.ts';
import { canonicalMailbox } from '../../directory/canonical-mailbox.ts';

/** Whom a code goes to, as far as it is counted. */
export interface Recipient {
  method: SentMethod;
  /** Who can start it: anybody (`open`), or somebody who is signed in. Neither uses up the other's. */
  lane: 'open' | 'session';
  /** The mailbox or phone, as a keyed hash: one for all spellings and +tags. */
  destination: string;
  /** The phone number, E.164. */
  phone: string | null;
}

/** A text's short name under the deployment's key: what is counted names nobody. */
export const countedName = (text: string) =>
  toBase64Url(keyedDigest(config.keyRing.key(config.keyRing.current, 'send-count'), text).slice(0, 16));

/** Whom a new challenge's code is to go to. */
export const recipientOf = (
  method: SentMethod,
  address: string,
  lane: Recipient['lane'] = 'session',
): Recipient => ({
  method,
  lane,
  destination: countedName(method === 'sms' ? address : canonicalMailbox(address)),
  phone: method === 'sms' ? address : null,
});

/** Whom a challenge's code went to; null where none is sent. */
export function recipientAgain({ method, session_id, destination, address }: ChallengeRow): Recipient | null {
  if (!isSent(method) || destination === null) return null;
  return {
    method,
    lane: session_id === null ? 'open' : 'session',
    destination,
    phone: method === 'sms' ? address : null,
  };
}
