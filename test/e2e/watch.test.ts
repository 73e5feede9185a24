import { expect, test } from './harness/test.ts';

test('what must not happen on a page is noticed, by these tests and by the content policy', async ({
  page,
  findings,
}) => {
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.append('globalThis.injected = true');
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    const image = document.createElement('img');
    image.src = 'https://example.org/pixel.png';
    document.head.append(script, style);
    document.body.append(image);
    setTimeout(() => {
      throw new Error('thrown on purpose');
    });
  });
  await expect.poll(() => findings.join('\n')).toContain('thrown on purpose');
  for (const kind of [/script-src|TrustedScript/, /style-src/, /img-src/]) {
    await expect.poll(() => findings.some((finding) => kind.test(finding))).toBe(true);
  }
  expect(await page.evaluate(() => 'injected' in globalThis)).toBe(false);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  findings.length = 0;
});
