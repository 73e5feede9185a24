import type { MiddlewareHandler } from 'hono';
import type * as v from 'valibot';
import type { AppEnv } from './app-env.ts';
import { parse } from './json.ts';

interface QueryInput<Schema extends v.GenericSchema> {
  in: { query: v.InferInput<Schema> };
  out: { query: v.InferOutput<Schema> };
}

/** Checks what a route is asked with; the handler takes it from `c.req.valid('query')`. */
export const query =
  <Schema extends v.GenericSchema>(schema: Schema): MiddlewareHandler<AppEnv, string, QueryInput<Schema>> =>
  async (c, next) => {
    c.req.addValidatedData('query', parse(schema, c.req.query()) as object);
    await next();
  };
