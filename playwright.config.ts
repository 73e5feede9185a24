import { defineConfig } from '@playwright/test';
import { CHROMIUM, LAUNCH_FLAGS, requireChromium } from './test/e2e/harness/chromium.ts';
import { ORIGIN } from './test/e2e/harness/service.ts';
import { playwrightWorkers } from './test/e2e/harness/workers.ts';

requireChromium();

/** The console in a real browser, against the real service (test/e2e/harness/start-service.ts). */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.test.ts',
  globalSetup: './test/e2e/harness/start-service.ts',
  fullyParallel: true,
  workers: playwrightWorkers,
  // The longest test takes 20 s on a quiet machine, and a page a second: these hold on one that is ten times slower.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  // One in hundreds that fails once must not lose a whole run: it is printed as flaky, and is to be mended.
  retries: process.env['CI'] ? 1 : 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: {
    baseURL: ORIGIN,
    launchOptions: { ...(CHROMIUM && { executablePath: CHROMIUM }), args: LAUNCH_FLAGS },
    permissions: ['clipboard-read', 'clipboard-write'],
    // E2E_TRACE=true: what happened on the pages, step by step (it makes the run half as fast).
    trace: process.env['E2E_TRACE'] ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
});
