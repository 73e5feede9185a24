import type { EventRow } from '../../schema/user-tables.ts';
import { numbersChanged } from '../delivery/numbers-changed.ts';
import { send } from '../delivery/send.ts';
import { countSend } from './count-send.ts';
import { activeFactors } from './factor-rows.ts';
import { languageOfAccount } from './language-of-account.ts';
import { messageId } from './message-id.ts';
import { NOBODY } from './nobody.ts';
import { permitSend } from './permit-send.ts';
import { recipientOf } from './recipient.ts';
import type { User } from './user.ts';

/**
 * Tells the numbers that were stored before of a number that came or went, the one that went among them, beside
 * the notices by mail: who took over the mailbox must not be able to do it unseen (63B-4 4.6). A text costs money, so
 * each is within the limits of codes, and tried once.
 */
export async function textNumbers(user: User, env: Env, event: EventRow): Promise<void> {
  if (event.method !== 'sms' || (event.type !== 'factor.added' && event.type !== 'factor.removed')) return;
  const { alsoTo } = JSON.parse(event.detail) as { alsoTo?: string };
  const stored = activeFactors(user, 'sms').filter(({ seq }) => seq !== event.seq);
  const numbers = [...stored.map(({ address }) => address), alsoTo].filter(
    (number) => typeof number === 'string',
  );
  await Promise.all(numbers.map((number) => textNumber(user, env, event, number)));
}

async function textNumber(user: User, env: Env, event: EventRow, number: string): Promise<void> {
  try {
    const permit = await permitSend(user, NOBODY, recipientOf('sms', number));
    if (!user.account) return;
    countSend(user, permit);
    const text = numbersChanged(languageOfAccount(user));
    await send(env, { channel: 'sms', id: messageId(user, event.seq, number), to: number, text });
  } catch (error) {
    console.warn('text notice', error instanceof Error ? error.message : '');
  }
}
