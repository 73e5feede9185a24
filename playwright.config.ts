import { defineConfig } from '@playwright/test';
import { CHROMIUM, LAUNCH_FLAGS, requireChromium } from './test/e2e/harness/chromium.ts';
import { ORIGIN } from './test/e2e/harness/service.ts';

requireChromium();

/** The console in a real browser, against the real service (test/e2e/harness/start-service.ts). */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.test.ts',
  globalSetup: './test/e2e/harness/start-service.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: {
    baseURL: ORIGIN,
    launchOptions: { ...(CHROMIUM && { executablePath: CHROMIUM }), args: LAUNCH_FLAGS },
    permissions: ['clipboard-read', 'clipboard-write'],
    trace: 'retain-on-failure',
  },
});
