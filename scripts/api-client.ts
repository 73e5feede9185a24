/** How long a mail may take to an address on a machine that is busy. */
const MAIL_MS = 60_000;

/** A small client of the HTTP API, as any program outside a browser would be one: cookies, Origin, JSON. */
export class ApiClient {
  readonly origin: string;
  readonly #cookies = new Map<string, string>();
  readonly #headers: Record<string, string>;

  /** @param headers sent with every request */
  constructor(origin: string, headers: Record<string, string> = {}) {
    this.origin = origin;
    this.#headers = headers;
  }

  /** @returns the answer's JSON; @throws Error for any refusal, with its problem document */
  async call<T = Record<string, never>>(method: string, path: string, body?: object): Promise<T> {
    const response = await this.request(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  async request(method: string, path: string, body?: object): Promise<Response> {
    const response = await fetch(this.origin + path, {
      method,
      headers: {
        ...this.#headers,
        Origin: this.origin,
        Cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body && { 'Content-Type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]!.split('=');
      if (value) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
    return response;
  }

  /** The newest code that was mailed to an address, by the dev inbox. */
  mailedCode(to: string, after = 0): Promise<string> {
    return this.mailed(to, /^Your code: (\S+)$/m, after);
  }

  /**
   * What the newest mail to an address that has it says, by the dev inbox. Mail leaves after the answer, so it may take
   * a moment; a notice that was sent before may come after it.
   * @param what its first group is answered
   */
  async mailed(to: string, what: RegExp, after = 0): Promise<string> {
    for (const end = Date.now() + MAIL_MS; Date.now() < end;) {
      const { messages } = await this.call<{ messages: { id: number; text: string }[] }>(
        'GET',
        `/dev/inbox.json?to=${encodeURIComponent(to)}`,
      );
      for (const { id, text } of messages) {
        const found = id > after && what.exec(text)?.[1];
        if (found) return found;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`Nothing like ${what} was mailed to ${to}`);
  }
}
