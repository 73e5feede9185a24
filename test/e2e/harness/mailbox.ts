import { ApiClient } from '../../../scripts/api-client.ts';
import { ORIGIN } from './service.ts';

interface Message {
  id: number;
  subject: string;
  text: string;
}

/** What was sent to an address, newest first, by the dev inbox. */
export async function mailbox(to: string): Promise<Message[]> {
  const path = `/dev/inbox.json?to=${encodeURIComponent(to)}`;
  return (await new ApiClient(ORIGIN).call<{ messages: Message[] }>('GET', path)).messages;
}

/** The code of the newest mail, which leaves after the answer: it is waited for. */
export const mailedCode = (to: string, after = 0) => new ApiClient(ORIGIN).mailedCode(to, after);

export const newestMail = async (to: string) => (await mailbox(to))[0]?.id ?? 0;
