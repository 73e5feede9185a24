import type { Page } from '@playwright/test';

/**
 * Five minutes cannot be made to pass in the service, so the first answer is written here as the Worker gives
 * it; that it gives it in time is tested in workerd (test/worker). Everything after it is real.
 */
export async function answerStaleOnce(page: Page, url: string): Promise<void> {
  await page.route(
    url,
    (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'urn:countersign:problem:reauthentication-required',
          title: 'Confirm that it is you first',
          status: 403,
        }),
      }),
    { times: 1 },
  );
}

/** Up to the dialog that asks, where one does. */
export async function renameFactor(page: Page, old: string, name: string): Promise<void> {
  await page.goto('/security/two-step');
  await page.getByRole('button', { name: `Options for ${old}` }).click();
  await page.getByRole('menuitem', { name: /rename/i }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Save' }).click();
}
