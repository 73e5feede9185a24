import type { MiddlewareHandler } from 'hono';
import * as v from 'valibot';
import { fieldErrorOf } from '../../schema/api/fault.ts';
import { Refused } from '../refused.ts';
import type { AppEnv } from './app-env.ts';
import { readBody } from './read-body.ts';

/** @throws Refused invalid-request, naming each field and what would be right */
export function parse<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const errors = result.issues
    .slice(0, 10)
    .map((issue) => fieldErrorOf(v.getDotPath(issue) ?? 'body', issue.message));
  throw new Refused('invalid-request', { errors });
}

interface JsonInput<Schema extends v.GenericSchema> {
  in: { json: v.InferInput<Schema> };
  out: { json: v.InferOutput<Schema> };
}

/** Reads and checks the body of a route; the handler takes it from `c.req.valid('json')`. */
export const json =
  <Schema extends v.GenericSchema>(schema: Schema): MiddlewareHandler<AppEnv, string, JsonInput<Schema>> =>
  async (c, next) => {
    c.req.addValidatedData('json', parse(schema, await readBody(c.req.raw)) as object);
    await next();
  };
