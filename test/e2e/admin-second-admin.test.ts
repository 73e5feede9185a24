import type { BrowserContext, Page } from '@playwright/test';
import { ApiClient } from '../../scripts/api-client.ts';
import { local, ownerLink } from '../../scripts/owner-link.ts';
import { enroll, signUp } from '../../scripts/seed.ts';
import { expectAccessible } from './harness/accessible.ts';
import { ContextClient } from './harness/context-client.ts';
import { ownService } from './harness/own-service.ts';
import { somebody, type Person } from './harness/people.ts';
import { expect, test } from './harness/test.ts';

/** The policy of a service is one: these tests have a service of their own to change it on. */
let token: string;
const origin = ownService(70, async (service) => {
  token = await ownerLink(local(service));
  return {};
});
let owner: ApiClient;

/** D1 hears of it some seconds later, and the page asks again every ten. */
const LATER = { timeout: 90_000 };

test.beforeAll(async () => {
  const person = somebody();
  owner = new ApiClient(origin);
  await enroll(await signUp(origin, person, owner), person);
  await owner.call('POST', '/v1/admin/claim', { token });
});

async function withTwoStep(client: ApiClient = new ApiClient(origin)) {
  const person = somebody();
  await enroll(await signUp(origin, person, client), person);
  return { ...person, client };
}

async function withRole(context: BrowserContext, role: 'owner' | 'help-desk') {
  const person = await withTwoStep(new ContextClient(context, origin));
  await owner.call('POST', '/v1/admin/roles', { email: person.email, role, reason: 'For a test' });
  return person;
}

/** As an owner, on the page. */
async function setResets(page: Page, mode: string): Promise<void> {
  await page.goto('/admin/policy');
  await page.getByLabel('A reset or a temporary pass').selectOption({ label: mode });
  await page.getByRole('button', { name: 'Review the changes' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Nobody resets alone');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The policy was saved.')).toBeVisible();
}

/** On the person's page: asks for an act that waits. */
async function askFor(page: Page, { email }: Person, act: 'Reset' | 'Issue a pass'): Promise<void> {
  await page.goto(`/admin/people?q=${email}`);
  await page.getByRole('link', { name: email }).click();
  await page.getByRole('button', { name: new RegExp(`^${act}`) }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('It waits')).toBeVisible();
  await dialog.getByLabel('Reason').fill('Phone stolen, called back');
  await dialog.getByRole('button', { name: 'Ask for it' }).click();
  await expect(page.getByText('Asked for. It waits now, and the person is told.')).toBeVisible();
}

async function waitingCard(page: Page, heading: string) {
  await page.goto('/admin/requests');
  const card = page.getByRole('listitem').filter({ hasText: heading });
  await expect(card).toBeVisible(LATER);
  return card;
}

async function decide(page: Page, heading: string, action: string): Promise<void> {
  const card = await waitingCard(page, heading);
  await card.getByRole('button', { name: action }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('I know her, and called too');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: action }).click();
  await expect(card).toHaveCount(0);
}

const signedIn = async ({ client }: { client: ApiClient }) => (await client.request('GET', '/v1/session')).ok;

test('a reset and a pass wait for a second administrator; who asked does not agree with himself', async ({
  page,
  context,
  otherBrowser,
}) => {
  const asker = await withRole(context, 'owner');
  await withRole(otherBrowser, 'help-desk');
  await setResets(page, 'needs a second administrator');
  const person = await withTwoStep();

  await askFor(page, person, 'Reset');
  const card = await waitingCard(page, `Reset ${person.email}`);
  await expect(card).toContainText('Asked for by you (Owner)');
  await expect(card).toContainText('Phone stolen, called back');
  await expect(card.getByRole('button', { name: 'Take it back' })).toBeVisible();
  await expect(card.getByRole('button', { name: 'Agree' })).toHaveCount(0);
  await expectAccessible(page);
  const { acts } = await asker.client.call<{ acts: { id: string }[] }>('GET', '/v1/admin/pending-acts');
  const alone = await asker.client.request('POST', `/v1/admin/pending-acts/${acts[0]!.id}/approve`, {
    reason: 'I agree with me',
  });
  expect(alone.status).toBe(403);
  expect(await signedIn(person)).toBe(true);

  const second = await otherBrowser.newPage();
  await decide(second, `Reset ${person.email}`, 'Agree');
  expect(await signedIn(person), 'it happened at once').toBe(false);

  const other = await withTwoStep();
  await askFor(page, other, 'Issue a pass');
  await decide(second, `Pass for ${other.email}`, 'Agree');
  await expect(second.getByRole('button', { name: 'Show the pass' })).toHaveCount(0);
  const agreed = await waitingCard(page, `Pass for ${other.email}`);
  await expect(agreed).toContainText('Agreed.', LATER);
  await agreed.getByRole('button', { name: 'Show the pass' }).click();
  await expect(page.getByRole('dialog').getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)).toBeVisible();
});

test('a reset waits for its time, and its person stops it: on his page, or by the link of his mail', async ({
  page,
  context,
  otherBrowser,
}) => {
  await withRole(context, 'owner');
  await setResets(page, 'waits, so that its owner can stop it');
  const [here, away] = [await withTwoStep(new ContextClient(otherBrowser, origin)), await withTwoStep()];

  await askFor(page, here, 'Reset');
  const card = await waitingCard(page, `Reset ${here.email}`);
  await expect(card).toContainText(/Happens on .+, unless it is stopped\./);
  await expect(card.getByRole('button', { name: 'Agree' })).toHaveCount(0);
  const own = await otherBrowser.newPage();
  await own.goto('/security');
  await expect(own.getByText('An administrator asked to reset your sign-in').first()).toBeVisible();
  await expectAccessible(own);
  await own.getByRole('button', { name: 'Stop it' }).click();
  await own.getByRole('alertdialog').getByRole('button', { name: 'Stop it' }).click();
  await expect(own.getByText('It was stopped')).toBeVisible();
  await expect(own.getByRole('button', { name: 'Stop it' })).toHaveCount(0);
  await expect(card).toHaveCount(0, LATER);

  await askFor(page, away, 'Reset');
  const inbox = `/dev/inbox.json?to=${away.email}`;
  const link = async () => {
    const { messages } = await away.client.call<{ messages: { text: string }[] }>('GET', inbox);
    return messages.flatMap(({ text }) => /\S+(\/recover\/cancel#\S+)/.exec(text)?.[1] ?? [])[0];
  };
  await expect.poll(link).toBeDefined();
  await own.goto((await link())!);
  await own.getByRole('button', { name: 'Stop the recovery' }).click();
  await expect(own.getByRole('heading', { name: 'The recovery was stopped' })).toBeVisible();
  await page.goto('/admin/requests');
  await expect(page.getByRole('listitem').filter({ hasText: away.email })).toHaveCount(0, LATER);
  expect([await signedIn(here), await signedIn(away)]).toEqual([true, true]);
});
