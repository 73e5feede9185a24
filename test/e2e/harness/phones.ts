import type { BrowserContext, Page } from '@playwright/test';
import type { ApiClient } from '../../../scripts/api-client.ts';
import { ContextClient } from './context-client.ts';
import type { Person } from './people.ts';
import { expect, test as base } from './test.ts';
import { watch } from './watch.ts';
import { heading } from './wizard.ts';

/** The step that offers to check the owner. */
export const CHECK = /check that it is you each time/i;

export const AUTHENTICATOR = '/authenticator';

/** What a phone's browser is like; nobody has allowed notifications yet. */
const PHONE = {
  userAgent:
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Mobile Safari/537.36',
  viewport: { width: 360, height: 780 },
  isMobile: true,
  hasTouch: true,
  permissions: [],
};

export const test = base.extend<{
  /** Opens a browser of its own, as of a phone. */
  openPhone: () => Promise<BrowserContext>;
  phone: BrowserContext;
}>({
  openPhone: async ({ browser, contextOptions, extraHTTPHeaders, baseURL, findings }, use) => {
    const opened: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ ...contextOptions, ...PHONE, extraHTTPHeaders, baseURL });
      watch(context, findings, baseURL);
      opened.push(context);
      return context;
    });
    await Promise.all(opened.map((context) => context.close()));
  },
  phone: async ({ openPhone }, use) => use(await openPhone()),
});

interface PendingPush {
  enrollment: { id: string; url: string; key: string; device: { comparison: string } | null };
}

export const beginPush = (client: ApiClient) =>
  client.call<PendingPush>('POST', '/v1/enrollments', { method: 'push' });

/** On the phone: follows the link of the QR code until both screens show a number. @returns the number */
export async function scan(app: Page, url: string, name: string): Promise<string> {
  await app.goto(url);
  await expect(heading(app, /use this device to sign in/i)).toBeVisible();
  await app.getByLabel('Name of this device').fill(name);
  await app.getByRole('button', { name: 'Continue' }).click();
  await skipOffers(app);
  await expect(heading(app, /compare the numbers/i)).toBeVisible();
  return shownNumber(app, 'Number to compare');
}

/** Notifications, and checking its owner: each where the browser can do it. */
async function skipOffers(app: Page): Promise<void> {
  for (const offer of [/be told when you are asked/i, CHECK]) {
    const next = heading(app, new RegExp(`compare the numbers|be told|${CHECK.source}`, 'i'));
    await expect(next).toBeVisible();
    if (!offer.test(await next.innerText())) continue;
    await app.getByRole('button', { name: 'Not now' }).click();
    await expect(heading(app, offer)).toBeHidden();
  }
}

const SPOKEN = /:((?: \d)+)/;

/** What a screen shows big, as it is read out: '4 2'. */
export async function shownNumber(page: Page, label: string): Promise<string> {
  const status = page.getByRole('status').filter({ hasText: label });
  await expect(status).toHaveText(SPOKEN);
  return SPOKEN.exec(await status.innerText())![1]!.replaceAll(' ', '');
}

/** Connects a phone to the account that a browser is signed in to. @returns the app's page, at its list of accounts */
export async function connect(desktop: BrowserContext, phone: BrowserContext, name = 'Pixel'): Promise<Page> {
  const client = new ContextClient(desktop);
  const { enrollment } = await beginPush(client);
  const app = await phone.newPage();
  const code = await scan(app, enrollment.url, name);
  await client.call('POST', `/v1/enrollments/${enrollment.id}/confirm`, { code });
  await expect(heading(app, /this device is connected/i)).toBeVisible();
  await app.getByRole('button', { name: 'Done' }).click();
  await expect(heading(app, /your accounts/i)).toBeVisible();
  await expect(app.getByText('Requests appear here at once.')).toBeVisible();
  return app;
}

/** In the list of accounts: opens the one that there is, by its service's name, which the page's head has, too. */
export const openAccount = (app: Page) =>
  app.getByRole('main').getByRole('link', { name: 'Countersign', exact: true }).click();

/** On the phone: types a number into the request that is shown. */
export async function answerWith(app: Page, number: string): Promise<void> {
  await expect(heading(app, /are you signing in/i)).toBeVisible();
  await app.getByLabel('Number on the other screen').fill(number);
  await app.getByRole('button', { name: 'Approve' }).click();
}

/** In another browser: gives the password, and has the phone asked. @returns the number */
export async function ask(page: Page, { email, password }: Person): Promise<string> {
  const client = new ContextClient(page.context());
  await client.call('POST', '/v1/sign-in', { email, password });
  await page.goto('/sign-in/challenge?use=push');
  return numberOn(page);
}

/** On the challenge page. */
export const numberOn = (page: Page) => shownNumber(page, 'Number to type on your phone');

export const signedIn = async (page: Page) => {
  await expect(page).toHaveURL(/\/security$/);
  await expect(heading(page, /sign-in & security/i)).toBeVisible();
};
