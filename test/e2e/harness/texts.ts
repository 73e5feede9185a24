import { mailbox } from './mailbox.ts';
import { expect } from './test.ts';

/** A French mobile number that nobody else in this run has, in a block of its own. */
export const someNumber = (): string => `+3361${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`;

/** As it is typed in France: '06 12 34 56 78'. */
export const national = (number: string): string => `0${number.slice(3)}`.replace(/(..)(?!$)/g, '$1 ');

/** The code of the newest text message to a number, by its last line, which leaves after the answer. */
export async function textedCode(to: string): Promise<string> {
  const newest = async () => (await mailbox(to))[0]?.text ?? '';
  await expect.poll(newest).toMatch(/^@localhost #\d{6}$/m);
  return /#(\d{6})$/m.exec(await newest())![1]!;
}
