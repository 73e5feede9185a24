import { existsSync } from 'node:fs';

const { CHROMIUM_PATH } = process.env;
const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser that the tests run in, if there is one on this machine. CHROMIUM_PATH names another. */
export const CHROMIUM = (CHROMIUM_PATH ? [CHROMIUM_PATH] : USUAL).find((path) => existsSync(path));

export const LAUNCH_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const NO_CHROMIUM = `
  ┌──────────────────────────────────────────────────────────────────────────┐
  │  THE BROWSER TESTS ARE SKIPPED: there is no Chromium on this machine.    │
  │  apt-get install chromium, or name one: CHROMIUM_PATH=/path npm test     │
  └──────────────────────────────────────────────────────────────────────────┘
`;

/** @throws Error in CI, where the tests must not be skipped */
export function requireChromium(): void {
  if (!CHROMIUM && process.env['CI'] === 'true') {
    throw new Error(
      'CI needs a Chromium for the browser tests: apt-get install chromium, or set CHROMIUM_PATH',
    );
  }
}
