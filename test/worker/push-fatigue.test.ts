import { afterEach, expect, test, vi } from 'vitest';
import { HOUR } from '../../worker/clock.ts';
import { PUSH_PAUSES_MS, PUSH_REFUSED_MS, PUSHES_PER_HOUR } from '../../worker/policy/limits.ts';
import { expectProblem } from './expect-problem.ts';
import { eventsOf } from './look-inside.ts';
import { challenge, passwordStep } from './people.ts';
import { asks, PUSH, withPhone } from './pushes.ts';
import { totpAt } from './totp-at.ts';

afterEach(() => void vi.useRealTimers());

test('C14 of a flood of 1,000 starts as many are sent as the limits say', async () => {
  const person = await withPhone();
  const desktop = await passwordStep(person);
  const answers = await Promise.all(
    Array.from({ length: 1_000 }, () => desktop.request('POST', '/v1/challenges', PUSH)),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 429]));
  const events = await eventsOf(person.browser.userId);
  expect(events.filter(({ type }) => type === 'push.requested')).toHaveLength(3);
});

test('C14 pauses grow, an hour has a cap, and an approval ends the pauses', async () => {
  const person = await withPhone();
  const { browser, phone } = person;
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  const start = Date.now();
  const begin = () =>
    browser.request('POST', '/v1/challenges', { purpose: 'reauthentication', method: 'push' });
  const paused = async () => Date.parse((await expectProblem(await begin(), 'push-paused')).retryAt!);
  for (let sent = 1; sent < PUSHES_PER_HOUR; sent++) {
    expect((await begin()).status).toBe(201);
    const pause = PUSH_PAUSES_MS[Math.min(sent, PUSH_PAUSES_MS.length) - 1]!;
    if (pause > 0) expect(await paused()).toBe(Date.now() + pause);
    vi.setSystemTime(Date.now() + pause);
  }
  expect((await begin()).status).toBe(201);
  expect(await paused()).toBe(start + HOUR);
  vi.setSystemTime(start + HOUR);
  const { id, number, collect } = await asks(person);
  await phone.decide(id, { decision: 'approve', number });
  expect((await collect()).status).toBe(200);
  await asks(person);
});

test('C14 after three refusals nobody is asked for twelve hours; other methods work', async () => {
  const person = await withPhone();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  for (let refusal = 0; refusal < 3; refusal++) {
    const { id } = await asks(person);
    await person.phone.decide(id, { decision: 'deny' });
    vi.setSystemTime(Date.now() + 6 * 60_000);
  }
  const half = await passwordStep(person);
  await expectProblem(await half.request('POST', '/v1/challenges', PUSH), 'push-paused');
  const id = await challenge(half, 'totp');
  const totp = await half.request('POST', `/v1/challenges/${id}/verify`, { code: totpAt(person.secret) });
  expect(totp.status).toBe(200);
  vi.setSystemTime(Date.now() + PUSH_REFUSED_MS);
  expect((await (await passwordStep(person)).request('POST', '/v1/challenges', PUSH)).status).toBe(201);
});
