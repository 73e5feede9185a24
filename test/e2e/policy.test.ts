import type { PolicyAnswer } from '../../schema/api/policy.ts';
import { expectAccessible } from './harness/accessible.ts';
import { giveRole, signUpAs } from './harness/admins.ts';
import { signUp } from './harness/people.ts';
import { expect, test } from './harness/test.ts';

test('an owner requires two-step verification of a group, tries it out, and it holds for who is in it', async ({
  page,
  context,
  otherBrowser,
}) => {
  await signUpAs(context, 'owner');
  const { email } = await signUp(otherBrowser);
  const name = `Finance ${email}`;

  await page.goto('/admin/groups');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Reason').fill('They handle payments');
  await page.getByRole('button', { name: 'Make the group' }).click();
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Reason').fill('Joined the team');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: email })).toBeVisible();
  await expectAccessible(page);

  await page.goto('/admin/policy');
  await expect(page.getByRole('heading', { level: 1, name: 'Policy' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Add a rule for a group').selectOption({ label: name });
  await expect(page.getByText('1 change not saved')).toBeVisible();

  const whatIf = page.getByRole('region', { name: 'What if' });
  await whatIf.getByLabel('E-mail').fill(email);
  await whatIf.getByRole('button', { name: 'Try it' }).click();
  await expect(whatIf.getByText('nothing opens but the set-up of a second step')).toBeVisible();
  await expect(whatIf.getByText(`So says the rule of the group “${name}”.`)).toBeVisible();

  await page.getByRole('button', { name: 'Review the changes' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('listitem')).toContainText(`Two-step verification: ${name}`);
  await dialog.getByLabel('Reason').fill('Asked for by the auditors');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The policy was saved.')).toBeVisible();
  await expect(page.getByText('not saved')).toHaveCount(0);

  const other = await otherBrowser.newPage();
  await other.goto('/security/sessions');
  await expect(other).toHaveURL(/\/security\/two-step\/set-up\//);
  await expect(other.getByText('Two-step verification is required here.')).toBeVisible();
  await expectAccessible(other);
  await other.getByRole('button', { name: 'Sign out' }).click();
  await expect(other).toHaveURL(/\/sign-in/);

  // His groups stand on his page, and lead to them; he is taken out there, and put back.
  await page.goto(`/admin/people?q=${email}`);
  await page.getByRole('link', { name: email }).click();
  const groups = page.getByRole('region', { name: 'Groups' });
  await expect(groups.getByRole('link', { name })).toBeVisible();
  await groups.getByRole('button', { name: /^Remove/ }).click();
  await dialog.getByLabel('Reason').fill('Left the team');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(groups.getByText('In no group')).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await groups.getByRole('button', { name: 'Add to a group' }).click();
  await dialog.getByLabel('Group').selectOption({ label: name });
  await dialog.getByLabel('Reason').fill('Came back');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await groups.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  // A group that the policy speaks of stays.
  await page.goto('/admin/groups');
  await page.getByRole('link', { name }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await dialog.getByLabel('Reason').fill('Not needed any more');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(dialog.getByText('The policy speaks of this group.')).toBeVisible();
});

test('what would lock its editor out is refused, and a mistyped network is named where it stands', async ({
  page,
  context,
  findings,
}) => {
  await signUpAs(context, 'owner');
  await page.goto('/admin/policy');
  await page.getByRole('button', { name: 'Add a condition' }).click();
  const condition = page.getByRole('group', { name: 'New condition' });
  await condition.getByLabel('Networks').fill('300.1.1.1');
  await condition.getByLabel('Then').selectOption({ label: 'refuse the sign-in' });
  await page.getByRole('button', { name: 'Review the changes' }).click();
  await expect(condition.getByText('Give networks like 192.0.2.0/24')).toBeVisible();
  await expect(condition.getByLabel('Networks')).toBeFocused();

  await condition.getByLabel('Networks').fill('0.0.0.0/0\n::/0');
  await page.getByRole('button', { name: 'Review the changes' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('A slip of the hand');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('you could not sign in as you are now')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByText('not saved')).toHaveCount(0);

  // A part of the document that no field of the page shows is named by its path.
  await page.route('**/v1/admin/policy', async (route) => {
    const answer = await route.fetch();
    const known = (await answer.json()) as PolicyAnswer;
    const old = { name: 'Old', groups: [''], networks: ['192.0.2.0/24'], countries: [] };
    known.policy.conditions = [{ ...old, where: 'inside', effect: 'ask' }];
    await route.fulfill({ response: answer, json: known });
  });
  await page.reload();
  await page.getByRole('group', { name: 'Old' }).getByLabel('Name').fill('Older');
  await page.getByRole('button', { name: 'Review the changes' }).click();
  await expect(page.getByRole('alert')).toContainText('policy.conditions.0.groups.0');
  await page.unroute('**/v1/admin/policy');
  // The refusal of the API is a line in the browser's console.
  expect(findings.every((finding) => finding.includes('409'))).toBe(true);
  findings.length = 0;
});

test('an auditor reads the policy and changes nothing, an administrator may; to the help desk it is closed', async ({
  page,
  context,
  otherBrowser,
  findings,
}) => {
  const { email } = await signUpAs(context, 'auditor');
  await page.goto('/admin/policy');
  await expect(page.getByText('Your role lets you read this, not change it.')).toBeVisible();
  // The rule for everybody; the tests beside this one may have made some for groups.
  await expect(page.getByLabel('Rule', { exact: true }).first()).toBeDisabled();
  await expect(page.getByRole('button', { name: /Add a condition|Review/ })).toHaveCount(0);
  await expectAccessible(page);
  await page.goto('/admin/groups');
  await expect(page.getByRole('heading', { level: 1, name: 'Groups' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Make the group' })).toHaveCount(0);

  await giveRole(email, 'admin');
  await page.goto('/admin/policy');
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await expect(page.getByText('1 change not saved')).toBeVisible();
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.goto('/admin/groups');
  await expect(page.getByRole('button', { name: 'Make the group' })).toBeVisible();

  await signUpAs(otherBrowser, 'help-desk');
  const other = await otherBrowser.newPage();
  await other.goto('/admin/policy');
  await expect(other.getByRole('navigation', { name: 'Administration' })).toBeVisible();
  await expect(other.getByRole('heading', { level: 1 })).not.toHaveText('Policy');
  await expect(other.getByRole('link', { name: 'Policy' })).toHaveCount(0);
  expect(findings.every((finding) => finding.includes('403'))).toBe(true);
  findings.length = 0;
});
