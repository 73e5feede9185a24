import { afterEach, expect, test, vi } from 'vitest';
import { PUSH_REFUSED_MS, PUSHES_PER_HOUR } from '../../worker/policy/limits.ts';
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
  // Two at once, the third after a pause.
  expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 429]));
  const events = await eventsOf(person.browser.userId);
  expect(events.filter(({ type }) => type === 'push.requested')).toHaveLength(3);
});

test('C14 pauses grow, an hour has a cap, and an approval ends the pauses', async () => {
  const person = await withPhone();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  const start = Date.now();
  let sent = 0;
  while (Date.now() < start + 3_600_000) {
    const desktop = await passwordStep(person);
    const answer = await desktop.request('POST', '/v1/challenges', PUSH);
    if (answer.ok) sent++;
    vi.setSystemTime(Date.now() + 60_000);
  }
  expect(sent).toBeLessThanOrEqual(PUSHES_PER_HOUR + 1);
  expect(sent).toBeGreaterThan(5);
  vi.setSystemTime(Date.now() + 3_600_000);
  const { id, number, collect } = await asks(person);
  await person.phone.decide(id, { decision: 'approve', number });
  expect((await collect()).status).toBe(200);
  expect((await (await passwordStep(person)).request('POST', '/v1/challenges', PUSH)).status).toBe(201);
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
