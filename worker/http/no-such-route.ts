import type { Handler, Hono } from 'hono';
import { Refused } from '../refused.ts';
import type { AppEnv } from './app-env.ts';

/** The methods that an API takes at a path. */
function methodsAt({ routes }: Pick<Hono<AppEnv>, 'routes'>, path: string): string[] {
  const matches = (pattern: string) => new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(path);
  return [
    ...new Set(
      routes.filter((route) => route.method !== 'ALL' && matches(route.path)).map(({ method }) => method),
    ),
  ];
}

/**
 * What no route took: an address that takes other methods (RFC 9110 section 15.5.6 wants them named), or none.
 * @throws Refused method-not-allowed, not-found
 */
export const noSuchRoute =
  (api: Pick<Hono<AppEnv>, 'routes'>): Handler<AppEnv> =>
  (c) => {
    const methods = methodsAt(api, c.req.path);
    if (methods.length === 0) throw new Refused('not-found');
    c.header(
      'Allow',
      methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', '),
    );
    throw new Refused('method-not-allowed');
  };
