import type { BrowserContext } from '@playwright/test';
import { ORIGIN } from './service.ts';

const EXEMPT = [
  // Chrome writes every refused or failed request to the console; tests look at those on the page instead.
  /^Failed to load resource:/,
  // And every line that breaks, as when a phone has no network.
  /^WebSocket connection to '[^']*' failed:/,
  // bits-ui's PinInput looks at itself once more up to 50 ms after it has gone, when a page is left at once.
  /svelte\.dev\/e\/derived_inert/,
];

/**
 * Notes what must not happen on any page: errors and warnings (Chrome reports violations of the content policy as
 * such), requests to other hosts, answers that blame the service.
 */
export function watch(context: BrowserContext, findings: string[], origin = ORIGIN): void {
  context.on('console', (message) => {
    const grave = ['error', 'warning'].includes(message.type());
    if (grave && !EXEMPT.some((pattern) => pattern.test(message.text()))) {
      findings.push(`console: ${message.text()} (${message.page()?.url()})`);
    }
  });
  context.on('weberror', (error) => findings.push(`error on a page: ${error.error().stack}`));
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)) findings.push(`foreign request: ${url}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 500) findings.push(`${response.status()} from ${response.url()}`);
  });
}
