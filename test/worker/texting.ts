import { config } from '../../worker/config.ts';
import type { Browser } from './client.ts';
import { mailbox } from './mailbox.ts';

let numbers = 0;
/**
 * A French mobile number of nobody else in this run, each in a block of its own: the block is all but the last four
 * digits, and its count is shared.
 */
export const someNumber = () => `+336${String(10_000_000 + 10_000 * ++numbers).slice(0, 8)}`;

/** The code of the newest text message to a number, which leaves after the answer: it is waited for. */
export async function textedCode(to: string, after = 0): Promise<string> {
  const { hostname } = new URL(config.origin);
  for (;;) {
    const found = (await mailbox(to)).find(({ id }) => id > after);
    if (found) return new RegExp(`^@${hostname} #(\\d{6})$`, 'm').exec(found.text)![1]!;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

interface Begun {
  enrollment: { id: string; address: string; resendAt: string; triesLeft: number };
}

export const beginSms = (browser: Browser, address: string, name?: string) =>
  browser.call<Begun>('POST', '/v1/enrollments', { method: 'sms', address, ...(name && { name }) });

/** Adds a number as a recovery method. @returns the factor's id */
export async function addNumber(browser: Browser, address = someNumber(), name?: string): Promise<string> {
  const { enrollment } = await beginSms(browser, address, name);
  await browser.call('POST', `/v1/enrollments/${enrollment.id}/confirm`, { code: await textedCode(address) });
  return enrollment.id;
}
