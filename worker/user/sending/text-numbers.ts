import type { EventRow } from '../../../schema/user-tables.ts';
import { noticeText } from '../../delivery/notice-text.ts';
import { send } from '../../delivery/send.ts';
import { countSend } from './count-send.ts';
import { activeFactors } from '../factors/factor-rows.ts';
import { languageOfAccount } from '../account/language-of-account.ts';
import { messageId } from './message-id.ts';
import { NOBODY } from '../nobody.ts';
import { permitSend } from './permit-send.ts';
import { recipientOf } from './recipient.ts';
import type { User } from '../user.ts';

/**
 * Tells the stored numbers of what may take the account over, beside the notices by mail: who has the mailbox must
 * not be able to do it unseen (63B-4 4.6). Of a number that came or went, the others hear, and the one that went. A
 * text costs money, so each is within the limits of codes, and tried once.
 */
export async function textNumbers(
  user: User,
  env: Env,
  event: EventRow,
  cancelLink: string | null,
): Promise<void> {
  const text = noticeText(event, languageOfAccount(user), cancelLink);
  if (text === null) return;
  const { alsoTo } = JSON.parse(event.detail) as { alsoTo?: string };
  const stored = activeFactors(user, 'sms').filter(({ seq }) => seq !== event.seq);
  const numbers = [...stored.map(({ address }) => address), alsoTo].filter(
    (number) => typeof number === 'string',
  );
  await Promise.all(numbers.map((number) => textNumber(user, env, event, number, text)));
}

async function textNumber(
  user: User,
  env: Env,
  event: EventRow,
  number: string,
  text: string,
): Promise<void> {
  try {
    const permit = await permitSend(user, NOBODY, recipientOf('sms', number));
    if (!user.account) return;
    countSend(user, permit);
    await send(env, { channel: 'sms', id: messageId(user, event.seq, number), to: number, text });
  } catch (error) {
    console.warn('text notice', error instanceof Error ? error.message : '');
  }
}
