import { env } from 'cloudflare:workers';
import { config } from '../../config.ts';
import { DAY } from '../../clock.ts';
import { networkOf } from '../../http/network-of.ts';
import { callingCode } from '../../phone/calling-code.ts';
import { SEND_COUNT_DEADLINE_MS, SENDS_TO_ALL, type Rate, type SendCount } from '../../policy/limits.ts';
import { Refused } from '../../refused.ts';
import { withDeadline } from '../../with-deadline.ts';
import { errorText } from '../../error-text.ts';
import { countedName, type Recipient } from './recipient.ts';
import type { Call } from '../user.ts';
import { tooSoon } from './too-soon.ts';

/** This very machine, as `networkOf` writes it. */
const LOOPBACK = new Set(['127.0.0.1', '0:0:0:0::/64']);

/**
 * Takes one send out of what all accounts together may send. From what belongs to the asker to what belongs to
 * all, one after the other: whoever has used up his own network takes nothing from anybody's phone or country.
 * A count that does not answer refuses a text message; a mail goes, since the account's own count stands and a
 * mail costs nothing.
 * @throws Refused too-many-requests, unavailable
 */
export async function countForAll(call: Call, to: Recipient): Promise<void> {
  for (const [count, name] of Object.entries(countedBy(call, to)) as [SendCount, string][]) {
    const rates = count === 'total' ? [{ most: config.smsPerDay, ms: DAY }] : SENDS_TO_ALL[to.method][count];
    if (!rates) continue;
    const free = await take(`${to.method}/${to.lane}/${count}/${name}`, rates).catch((error: unknown) => {
      console.error('send-limit', count, errorText(error));
      if (to.method === 'sms') throw new Refused('unavailable');
      return null;
    });
    if (free !== null) throw tooSoon(to.method, free);
  }
}

/** What a send is counted by, the asker's own first. */
function countedBy(
  { ip }: Call,
  { method, destination, phone }: Recipient,
): Partial<Record<SendCount, string>> {
  const network = ip && networkOf(ip);
  // A laptop's tests are one network of many people. The platform names one for every request; a notice has none.
  const local = !network || (config.development && LOOPBACK.has(network));
  return {
    ...(!local && { network: countedName(network) }),
    destination,
    ...(phone && { block: countedName(phone.slice(0, -4)), country: callingCode(phone), total: method }),
  };
}

function take(name: string, rates: readonly Rate[]): Promise<number | null> {
  const counter = env.SEND_LIMITS.get(env.SEND_LIMITS.idFromName(name));
  return withDeadline(
    counter.take(rates),
    SEND_COUNT_DEADLINE_MS,
    () => new Error('The count did not answer'),
  );
}
