import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test.ts';

/** Axe finds nothing serious or critical on the page as it is; in the dark scheme, only colours differ. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await settled(page);
  // The pages have no frames: axe needs no page of its own to put their results together.
  const all = new AxeBuilder({ page }).setLegacyMode(true);
  expect(await findings(page, all)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await settled(page);
  const colours = new AxeBuilder({ page }).setLegacyMode(true).withRules(['color-contrast']);
  expect(await findings(page, colours)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** What moved or took another colour is where it goes: a transition of no time lasts until the next frame, too. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    do {
      await new Promise(requestAnimationFrame);
      await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    } while (document.getAnimations().some(({ playState }) => playState === 'running'));
  });
}

async function findings(page: Page, axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${page.url()}: ${id}: ${nodes.map(({ html }) => html).join('  ')}`);
}
