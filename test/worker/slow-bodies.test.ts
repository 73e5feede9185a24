import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { app } from '../../worker/app.ts';
import { config } from '../../worker/config.ts';
import { currentPolicy } from '../../worker/directory/current-policy.ts';
import { BODY_DEADLINE_MS, BODY_MAX_BYTES } from '../../worker/policy/limits.ts';
import { bodiesOf, operations, pathOf } from './every-operation.ts';
import { expectProblem } from './expect-problem.ts';

beforeEach(async () => {
  // What an isolate reads once for all requests is no price of one: the policy, every five seconds.
  let read: Promise<unknown> | undefined;
  await currentPolicy(env.DB, (work) => (read = work));
  await read;
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

/** The Worker's own bindings, with a count of how often a user's object or D1 was turned to. */
function countedBindings() {
  const asked: string[] = [];
  const counted = <T extends object>(name: string, binding: T): T =>
    new Proxy(binding, {
      get(target, property) {
        asked.push(`${name}.${String(property)}`);
        const value: unknown = Reflect.get(target, property);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  return { asked, bindings: { ...env, USERS: counted('USERS', env.USERS), DB: counted('DB', env.DB) } };
}

/** A cookie of the right form, so that only the body stands before the object. */
const COOKIE = `__Host-session=${'A'.repeat(22)}.${'A'.repeat(22)}.${'A'.repeat(43)}`;

const request = (method: string, path: string, body: ReadableStream) =>
  new Request(config.origin + path, {
    method: method.toUpperCase(),
    headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', Cookie: COOKIE },
    body,
  });

describe.each(operations(({ body }) => body !== undefined))('%s', (_, operation) => {
  test('J8 gives up on a body that trickles, before any object or D1 is asked', async () => {
    const text = JSON.stringify(bodiesOf(operation)[0]);
    let sent = 0;
    let cancelled = false;
    const trickle = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (sent > 0) await new Promise((resolve) => setTimeout(resolve, BODY_DEADLINE_MS / 10));
        if (!cancelled) controller.enqueue(new TextEncoder().encode(text[sent++ % (text.length - 1)]));
      },
      cancel() {
        cancelled = true;
      },
    });
    const { asked, bindings } = countedBindings();
    const answer = app.fetch(
      request(operation.method, pathOf(operation), trickle),
      bindings,
      createExecutionContext(),
    );
    await vi.advanceTimersByTimeAsync(BODY_DEADLINE_MS - 1);
    expect(await Promise.race([answer, 'still reading'])).toBe('still reading');
    await vi.advanceTimersByTimeAsync(1);
    await expectProblem(await answer, 'body-too-slow');
    expect(asked).toEqual([]);
    expect(cancelled).toBe(true);
  });

  test('J8 counts a body while it reads, and stops at 64 KiB', async () => {
    let sent = 0;
    const chunk = new Uint8Array(1_024).fill(0x20);
    const endless = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          sent += chunk.length;
          controller.enqueue(chunk.slice());
        },
      },
      { highWaterMark: 0 },
    );
    const { asked, bindings } = countedBindings();
    const answer = await app.fetch(
      request(operation.method, pathOf(operation), endless),
      bindings,
      createExecutionContext(),
    );
    await expectProblem(answer, 'body-too-large');
    expect(sent).toBeLessThanOrEqual(BODY_MAX_BYTES + 2 * chunk.length);
    expect(asked).toEqual([]);
  });
});
