import { env, exports } from 'cloudflare:workers';
import { config } from '../../worker/config.ts';
import type { Problem } from '../../schema/api/problem.ts';

let networks = 0;
/** A network of nobody else in this run, so that the limit by network is met only by the tests that are about it. */
const newNetwork = () => `198.${18 + (networks >> 16)}.${(networks >> 8) & 255}.${networks++ & 255}`;

/** One browser: it keeps cookies and sends what a page of the service would. Through the public door only. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly ip = newNetwork();

  async request(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const response = await exports.default.fetch(
      new Request(config.origin + path, {
        method,
        headers: {
          'Sec-Fetch-Site': 'same-origin',
          'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
          'CF-Connecting-IP': this.ip,
          Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]!.split('=');
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return response;
  }

  /** The answer's JSON. @throws Error for a refusal */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.request(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  /** The problem document of a request that must be refused, with its key as `code`. */
  async refused(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Problem & { code: string }> {
    const response = await this.request(method, path, body, headers);
    const text = await response.text();
    if (response.ok) throw new Error(`${method} ${path} was not refused: ${text}`);
    const problem = JSON.parse(text) as Problem;
    return { ...problem, code: problem.type.replace('urn:countersign:problem:', '') };
  }

  /** The same cookies in another browser object: what a second tab, or a thief, would have. */
  copy(): Browser {
    const copy = new Browser();
    for (const [name, value] of this.cookies) copy.cookies.set(name, value);
    return copy;
  }

  /** The signed-in user's id, from the cookie that names his object. */
  get userId(): string {
    return this.cookies.get('__Host-session')!.split('.')[0]!;
  }

  get object() {
    return env.USERS.get(env.USERS.idFromName(this.userId));
  }
}
