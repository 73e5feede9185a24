import { mailbox } from './mailbox.ts';

/** The notice with such a subject. Mail leaves after the answer: it is waited for, without a fixed pause. */
export async function notice(to: string, subject: string) {
  for (;;) {
    const found = (await mailbox(to)).find((mail) => mail.subject.endsWith(subject));
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
