import type { BrowserContext } from '@playwright/test';
import { ApiClient } from '../../../scripts/api-client.ts';
import { ORIGIN } from './service.ts';

/** The API with a browser's own cookies: what a test needs done before it looks at pages. */
export class ContextClient extends ApiClient {
  readonly #context: BrowserContext;

  constructor(context: BrowserContext, origin = ORIGIN) {
    super(origin);
    this.#context = context;
  }

  override async request(method: string, path: string, body?: object): Promise<Response> {
    const answer = await this.#context.request.fetch(this.origin + path, {
      method,
      headers: { Origin: this.origin },
      ...(body && { data: body }),
    });
    const text = await answer.text();
    return new Response(text === '' ? null : text, { status: answer.status() });
  }
}
