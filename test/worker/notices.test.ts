import { expect, test } from 'vitest';
import type { NotMeEvent } from '../../schema/api/recovery.ts';
import { config } from '../../worker/config.ts';
import { Browser } from './client.ts';
import { mailbox } from './mailbox.ts';
import type { Person } from './people.ts';
import { signUp, withTwoStep } from './people.ts';
import { enterPassword } from './remembered-people.ts';

/** The notice with this subject, once it is there. */
async function noticeOf(email: string, subject: string) {
  for (;;) {
    const found = (await mailbox(email)).find((mail) => mail.subject === `${config.serviceName}: ${subject}`);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

const linkIn = (text: string) => text.split('\n').at(-1)!;

const newSignIns = async ({ email }: Person) =>
  (await mailbox(email)).filter(({ subject }) => subject.endsWith('New sign-in')).length;

test('a sign-in on a new device is told of, one on a known device and the sign-up are not', async () => {
  const person = await signUp();
  await enterPassword(person.browser, person);
  const other = new Browser();
  await enterPassword(other, person);
  await noticeOf(person.email, 'New sign-in');
  await enterPassword(other, person);
  // The next notice, of something else, is out: so would be that of the sign-in before it.
  await other.call('DELETE', '/v1/sessions');
  await noticeOf(person.email, 'Other sessions were ended');
  expect(await newSignIns(person)).toBe(1);
});

test('D10 H2 the link “This was not me” of the mail locks the account, under the configured origin', async () => {
  const person = await signUp();
  const other = new Browser();
  await enterPassword(other, person);
  const { text, html } = await noticeOf(person.email, 'New sign-in');
  const link = linkIn(text);
  expect(link).toMatch(/^http:\/\/localhost\/not-me#[\w-]+$/);
  expect(html).toContain(`href="${link}"`);
  expect(text).toContain('UTC');
  expect(text).toContain('Firefox on Linux');
  const token = new URL(link).hash.slice(1);
  const { event } = await new Browser().call<NotMeEvent>('POST', '/v1/recovery/not-me', { token });
  expect(event.type).toBe('sign-in.succeeded');
  await new Browser().call('POST', '/v1/recovery/not-me/lock', { token });
  expect((await other.refused('GET', '/v1/session')).code).toBe('not-signed-in');
  expect(linkIn((await noticeOf(person.email, 'Your account is locked')).text)).toBe(
    `${config.origin}/recover`,
  );
});

test('J3 a hostile name and a hostile browser are text in the HTML, which fetches nothing', async () => {
  const { browser, email, factorId } = await withTwoStep();
  const hostile = '<img src=x onerror=alert(1)>"\'&';
  const response = await browser.request(
    'PATCH',
    `/v1/factors/${factorId}`,
    { name: hostile },
    {
      'User-Agent': '<script>alert(2)</script>',
    },
  );
  expect(response.status).toBe(200);
  const { html, text } = await noticeOf(email, 'A sign-in method was renamed');
  expect(text).toContain(hostile);
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
  expect(html).not.toMatch(/<img|<script|<link|url\(|src=(?!x)/);
  expect(html!.match(/https?:\/\//g)).toHaveLength(1);
});
