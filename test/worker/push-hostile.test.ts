import { afterEach, expect, test, vi } from 'vitest';
import { DEVICE_CLOCK_MS } from '../../worker/policy/limits.ts';
import { injectDelays, waited } from './delays.ts';
import { expectProblem } from './expect-problem.ts';
import { eventsOf } from './look-inside.ts';
import { asks, otherThan, withPhone } from './pushes.ts';
import type { Phone } from './software-phone.ts';
import { addPhone } from './software-phone.ts';

afterEach(() => void vi.restoreAllMocks());

test('C15 replayed, for another challenge, by another user’s device, altered: refused, nothing changed', async () => {
  const person = await withPhone();
  const stranger = await withPhone();
  const { id, number, outcome } = await asks(person);
  const approve = { decision: 'approve', number };
  const path = `/v1/authenticator/requests/${id}`;
  const ask = (changed: Parameters<Phone['request']>[3], phone = person.phone) =>
    phone.request('POST', path, approve, changed);
  await expectProblem(await ask({ path: `/v1/authenticator/requests/${'A'.repeat(22)}` }), 'device-unknown');
  await expectProblem(
    await ask({ body: { decision: 'approve', number: otherThan(number) } }),
    'device-unknown',
  );
  await expectProblem(await ask({ origin: 'https://evil.example' }), 'device-unknown');
  await expectProblem(await ask({ device: person.phone.device }, stranger.phone), 'device-unknown');
  // Signed well, by a device that knows nothing of this challenge.
  await expectProblem(await stranger.phone.decide(id, approve), 'code-expired');
  expect(await outcome()).toBeNull();
  expect((await person.phone.decide(id, approve)).status).toBe(200);
  await expectProblem(await person.phone.decide(id, approve), 'code-expired');
});

test('C15 a clock that is ten minutes off is refused, with the right time', async () => {
  const { phone } = await withPhone();
  for (const ahead of [2 * DEVICE_CLOCK_MS, -2 * DEVICE_CLOCK_MS]) {
    phone.clockAhead = ahead;
    const problem = await expectProblem(
      await phone.request('GET', '/v1/authenticator/request'),
      'device-clock',
    );
    expect(Math.abs(Date.parse(problem.serverTime!) - Date.now())).toBeLessThan(60_000);
  }
  phone.clockAhead = DEVICE_CLOCK_MS - 10_000;
  expect(await phone.waiting()).toBeNull();
});

test('C15 a removed device is refused from then on; one that is set up anew is another', async () => {
  const person = await withPhone();
  const [, id] = person.phone.device.split('.');
  await person.browser.call('DELETE', `/v1/factors/${id}`);
  await expectProblem(await person.phone.request('GET', '/v1/authenticator/device'), 'device-unknown');
  const again = await addPhone(person.browser, 'Pixel again');
  const { id: asked, number } = await asks(person);
  await expectProblem(await person.phone.decide(asked, { decision: 'approve', number }), 'device-unknown');
  expect((await again.decide(asked, { decision: 'approve', number })).status).toBe(200);
});

test('C15 of 1,000 approvals at once, of two phones, one counts', async () => {
  const person = await withPhone();
  const second = await addPhone(person.browser, 'Tablet');
  const { id, number, collect } = await asks(person);
  injectDelays();
  const answers = await Promise.all(
    Array.from({ length: 1_000 }, (_, index) =>
      (index % 2 ? person.phone : second).decide(id, { decision: 'approve', number }),
    ),
  );
  expect(waited()).toBeGreaterThan(1_000);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const collected = await Promise.all(Array.from({ length: 64 }, collect));
  expect(collected.filter(({ ok }) => ok)).toHaveLength(1);
  const events = await eventsOf(person.browser.userId);
  expect(events.filter(({ type }) => type === 'push.approved')).toHaveLength(1);
});

test('C15 of approvals and refusals at once, one counts', async () => {
  const person = await withPhone();
  const { id, number, outcome } = await asks(person);
  const decisions = [
    { decision: 'approve', number },
    { decision: 'deny' },
    { decision: 'report' },
    { decision: 'approve', number: otherThan(number) },
  ];
  injectDelays();
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, index) => person.phone.decide(id, decisions[index % 4]!)),
  );
  const [right, ...more] = answers.filter(({ ok }) => ok);
  expect(more).toEqual([]);
  expect(await right!.json()).toEqual({ outcome: await outcome() });
});
