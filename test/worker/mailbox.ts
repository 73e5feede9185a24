import { env } from 'cloudflare:workers';
import { readInbox } from '../../worker/delivery/inbox.ts';

/** Every message to an address, newest first, as the dev inbox holds it. */
export const mailbox = (to: string) => readInbox(env.DB, to);

/** The code of the newest mail with one. Mail leaves after the answer: it is waited for, without a fixed pause. */
export async function mailedCode(to: string, after = 0): Promise<string> {
  for (;;) {
    const found = (await mailbox(to)).find(({ id, text }) => id > after && text.startsWith('Your code:'));
    if (found) return /^Your code: (\S+)$/m.exec(found.text)![1]!;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** The newest message's id, to tell later ones from it. */
export const newestMail = async (to: string) => (await mailbox(to))[0]?.id ?? 0;
