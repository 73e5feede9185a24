import { enroll, signUp } from '../../scripts/seed.ts';
import { expectAccessible } from './harness/accessible.ts';
import { ContextClient } from './harness/context-client.ts';
import { ownService } from './harness/own-service.ts';
import { somebody } from './harness/people.ts';
import { addRecoveryAddress, loseEverything } from './harness/recovering.ts';
import { steadyCode } from './harness/steady-code.ts';
import { expect, test } from './harness/test.ts';
import { heading, readUri } from './harness/wizard.ts';

/** A recovery waits for 18 seconds here: a fraction of an hour is for a laptop only. */
const origin = ownService(50, async () => ({ RECOVERY_DELAY_HOURS: '0.005' }));

test('a recovery waits to its end, is proven again, and leads to a new second step', async ({
  page,
  context,
  otherBrowser,
}) => {
  const person = somebody();
  const owner = new ContextClient(otherBrowser, origin);
  await enroll(await signUp(origin, person, owner), person);
  const address = `recovery.${person.email}`;
  await addRecoveryAddress(owner, address);
  const inbox = new ContextClient(context, origin);
  const newest = async () =>
    (await inbox.call<{ messages: { id: number }[] }>('GET', `/dev/inbox.json?to=${address}`)).messages[0]!
      .id;

  let after = await newest();
  await loseEverything(page, person);
  await page.getByRole('button', { name: /^E-mail/ }).click();
  await page.getByLabel('6-digit code').fill(await inbox.mailedCode(address, after));
  await expect(heading(page, /your recovery has begun/i)).toBeVisible();

  // The page itself says when the time has come.
  const again = page.getByRole('button', { name: /^E-mail/ });
  await expect(again).toBeVisible({ timeout: 90_000 });
  await expectAccessible(page);
  after = await newest();
  await again.click();
  await page.getByLabel('6-digit code').fill(await inbox.mailedCode(address, after));
  await expect(heading(page, /what have you lost/i)).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('I have saved them').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('link', { name: 'Authenticator app' }).click();
  const secret = (await readUri(page)).searchParams.get('secret')!;
  await page.getByLabel(/enter the code/i).fill(await steadyCode(secret, 'previous'));
  await expect(heading(page, /two-step verification/i)).toBeVisible();
  await page.getByLabel('6-digit code').fill(await steadyCode(secret));
  await expect(heading(page, /sign-in & security/i)).toBeVisible();
  expect((await owner.request('GET', '/v1/session')).status, 'what was signed in before is over').toBe(401);
});
