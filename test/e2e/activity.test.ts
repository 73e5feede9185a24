import { signIn } from './harness/people.ts';
import { expect, test } from './harness/test.ts';

test('lists what happened, newest first, more on demand', async ({ page, protectedPerson, otherBrowser }) => {
  await expect(signIn(otherBrowser, { ...protectedPerson, password: 'not the right one' })).rejects.toThrow();
  await signIn(otherBrowser, protectedPerson, protectedPerson.recoveryCodes[0]);
  // More than a page of them.
  for (let n = 0; n < 26; n++) await signIn(otherBrowser, protectedPerson);
  await page.goto('/security/activity');
  const rows = page.getByRole('main').getByRole('listitem');
  await expect(rows.first()).toContainText(/password accepted|signed out/i);
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
  const shown = await rows.count();
  await page.getByRole('button', { name: /load more/i }).click();
  await expect.poll(() => rows.count()).toBeGreaterThan(shown);
  await expect(rows.last()).toContainText('Account created');
  await expect(rows.filter({ hasText: /failed sign-in/i })).toHaveCount(1);
  await expect(rows.filter({ hasText: /a recovery code was used/i })).toHaveCount(1);
  await expect(rows.filter({ hasText: /added authenticator app/i })).toHaveCount(1);
});
