/* eslint-disable no-empty-pattern -- by this pattern Playwright tells that a fixture needs no other */
import {
  test as base,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
} from '@playwright/test';
import { createHash } from 'node:crypto';
import { CHROMIUM } from './chromium.ts';
import { signUp, signUpWithTwoStep, type Person, type TwoStepPerson } from './people.ts';
import { watch } from './watch.ts';

interface Fixtures {
  /** A second device: another browser with cookies of its own. */
  otherBrowser: BrowserContext;
  /** Signed up and signed in, in this test's browser. */
  person: Person;
  /** The same with two-step verification on. */
  protectedPerson: TwoStepPerson;
  /** What was found on any page of this test; a test that provokes something takes it out. */
  findings: string[];
  chromium: void;
}

/** A network a test and try: the limit by network is not what these tests are about. */
const addressOf = (seed: string) =>
  `10.${[...createHash('sha256').update(seed).digest().subarray(0, 3)].join('.')}`;

export const test = base.extend<Fixtures>({
  chromium: [
    async ({}, use, testInfo) => {
      testInfo.skip(!CHROMIUM, 'There is no Chromium on this machine');
      await use();
    },
    { auto: true },
  ],
  extraHTTPHeaders: async ({}, use, { testId, retry }) =>
    use({ 'CF-Connecting-IP': addressOf(`${testId}/${retry}`) }),
  findings: async ({}, use) => {
    const findings: string[] = [];
    await use(findings);
    if (findings.length > 0) throw new Error(`Found on the pages:\n${findings.join('\n')}`);
  },
  context: async ({ context, findings, baseURL }, use) => {
    watch(context, findings, baseURL);
    await use(context);
  },
  otherBrowser: async ({ browser, contextOptions, extraHTTPHeaders, baseURL, findings }, use) => {
    const context = await openOther(browser, { ...contextOptions, extraHTTPHeaders, baseURL });
    watch(context, findings, baseURL);
    await use(context);
    await context.close();
  },
  person: async ({ context }, use) => use(await signUp(context)),
  protectedPerson: async ({ context }, use) => use(await signUpWithTwoStep(context)),
});

const openOther = (browser: Browser, options: BrowserContextOptions) =>
  browser.newContext({
    ...options,
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  });

export { expect } from '@playwright/test';
