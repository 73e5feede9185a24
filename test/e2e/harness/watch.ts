import type { BrowserContext, Page } from '@playwright/test';
import { ORIGIN } from './service.ts';

/** Chrome writes every refused or failed request to the console; tests look at those on the page instead. */
const REFUSED_REQUEST = /^Failed to load resource:/;

/** Notes what must not happen on any page: errors, violations of the content policy, requests to other hosts. */
export function watch(context: BrowserContext, findings: string[]): void {
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !REFUSED_REQUEST.test(message.text())) {
      findings.push(`console: ${message.text()} (${message.page()?.url()})`);
    }
  });
  context.on('weberror', (error) => findings.push(`error on a page: ${error.error().stack}`));
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${ORIGIN}/`) && !/^(data|blob):/.test(url)) findings.push(`foreign request: ${url}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 500) findings.push(`${response.status()} from ${response.url()}`);
  });
  context.on('page', (page) => void watchPolicy(page, findings));
}

async function watchPolicy(page: Page, findings: string[]): Promise<void> {
  await page.exposeFunction('noteViolation', (text: string) => findings.push(`content policy: ${text}`));
  await page.addInitScript(() => {
    const { noteViolation } = globalThis as unknown as { noteViolation: (text: string) => void };
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
      noteViolation(`${violatedDirective} ${blockedURI} (${sourceFile})`),
    );
  });
}
