import { exports } from 'cloudflare:workers';
import { expect } from 'vitest';
import type { Operation } from '../../schema/api/operations/operation.ts';
import { problemsOf } from '../../schema/api/open-api.ts';
import type { ProblemCode } from '../../schema/api/problem.ts';
import { config } from '../../worker/config.ts';
import type { Browser } from './client.ts';
import { bodiesOf, pathOf } from './every-operation.ts';
import { expectProblem } from './expect-problem.ts';
import type { TwoStepPerson } from './people.ts';
import { stateOf } from './tables.ts';

/** A request with exactly these headers, through the public door. */
export function send(
  { method }: Operation,
  path: string,
  headers: Record<string, string>,
  body?: BodyInit | null,
) {
  return exports.default.fetch(
    new Request(config.origin + path, { method: method.toUpperCase(), headers, body }),
  );
}

export const cookieOf = (browser: Browser) =>
  [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
export const SAME_ORIGIN = { 'Sec-Fetch-Site': 'same-origin' };
export const JSON_BODY = { 'Content-Type': 'application/json' };

/** Holds that an operation answers this problem, that its description says so, and that nothing was changed. */
export async function refuses(
  operation: Operation,
  code: ProblemCode,
  userId: string,
  ask: () => Promise<Response>,
) {
  const before = await stateOf(userId);
  const problem = await expectProblem(await ask(), code);
  expect(problemsOf(operation)).toContain(code);
  expect(await stateOf(userId)).toEqual(before);
  return problem;
}

/** Asks with the right form of an operation, once for each shape of its body. */
export async function refusesAll(
  operation: Operation,
  code: ProblemCode,
  person: TwoStepPerson,
  headers: Record<string, string>,
  id?: string,
) {
  for (const body of operation.body ? bodiesOf(operation) : [undefined]) {
    await refuses(operation, code, person.browser.userId, () =>
      send(
        operation,
        pathOf(operation, id),
        { ...(body && JSON_BODY), ...headers },
        body && JSON.stringify(body),
      ),
    );
  }
}
