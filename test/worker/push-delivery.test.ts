import { env } from 'cloudflare:workers';
import { runInDurableObject } from 'cloudflare:test';
import { expect, test } from 'vitest';
import { config } from '../../worker/config.ts';
import { PUSH_CHALLENGE_MS } from '../../worker/policy/limits.ts';
import { passwordStep, withTwoStep } from './people.ts';
import { subscribe } from './push-service.ts';
import { asks, PUSH } from './pushes.ts';
import { addPhone } from './software-phone.ts';

/** Somebody whose phone is reached by Web Push. */
async function withReachedPhone(answers: number[] = []) {
  const person = await withTwoStep();
  const { subscription, messages } = await subscribe(answers);
  const phone = await addPhone(person.browser, 'Pixel', subscription);
  return { ...person, phone, messages };
}

const subscriptionsOf = (userId: string) =>
  runInDurableObject(env.USERS.getByName(userId), (_, { storage }) =>
    storage.sql
      .exec<{ endpoint: string | null }>(
        `SELECT json_extract(parameters, '$.subscription.endpoint') AS endpoint FROM factors WHERE method = 'push'`,
      )
      .toArray()
      .map(({ endpoint }) => endpoint),
  );

test('C17 a push is signed and encrypted by the standards, says what is asked, and neither number nor code', async () => {
  const person = await withReachedPhone();
  const { id, number } = await asks(person);
  await expect.poll(person.messages).toHaveLength(1);
  const [message] = await person.messages();
  expect(message).toMatchObject({
    status: 201,
    urgency: 'high',
    topic: 'sign-in',
    contact: config.pushContact,
  });
  expect(message!.ttl).toBeGreaterThan(PUSH_CHALLENGE_MS / 1000 - 30);
  expect(message!.ttl).toBeLessThanOrEqual(PUSH_CHALLENGE_MS / 1000);
  const { request, ...about } = JSON.parse(message!.text) as { request: object };
  expect(about).toEqual({ type: 'request', device: person.phone.device, service: 'Countersign' });
  expect(request).toEqual(await person.phone.waiting());
  expect(request).toEqual({
    id,
    purpose: 'sign-in',
    digits: 2,
    device: 'Firefox on Linux',
    place: null,
    ip: expect.any(String) as string,
    at: expect.any(String) as string,
    expiresAt: expect.any(String) as string,
  });
  const values = Object.values({ ...request, id: '', ip: '', at: '', expiresAt: '' });
  expect(values).not.toContain(number);
});

test.each([404, 410])('a subscription that its service answers with %i is dropped', async (status) => {
  const person = await withReachedPhone([status]);
  await asks(person);
  await expect.poll(() => subscriptionsOf(person.browser.userId)).toEqual([null]);
  await asks(person);
  expect(await person.phone.waiting()).not.toBeNull();
  expect(await person.messages()).toHaveLength(1);
});

test.each([429, 503])('a service that answers %i is asked again while the push lives', async (status) => {
  const person = await withReachedPhone([status]);
  await asks(person);
  const statuses = async () => (await person.messages()).map((message) => message.status);
  await expect.poll(statuses).toEqual([status, 201]);
});

test('a device that was removed, or reached elsewhere by now, is not asked at its old address again', async () => {
  const person = await withReachedPhone([503]);
  await asks(person);
  await expect.poll(person.messages).toHaveLength(1);
  const moved = await subscribe();
  await person.phone.request('PUT', '/v1/authenticator/device/subscription', {
    subscription: moved.subscription,
  });
  await expect.poll(moved.messages).toHaveLength(1);
  expect(await person.messages()).toHaveLength(1);
});

test('all devices are asked', async () => {
  const person = await withReachedPhone();
  const tablet = await subscribe();
  await addPhone(person.browser, 'Tablet', tablet.subscription);
  await asks(person);
  await expect.poll(person.messages).toHaveLength(1);
  await expect.poll(tablet.messages).toHaveLength(1);
});

test('what was refused by the limits is not sent', async () => {
  const person = await withReachedPhone();
  const desktop = await passwordStep(person);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => desktop.request('POST', '/v1/challenges', PUSH)),
  );
  const begun = answers.filter(({ ok }) => ok).length;
  await expect.poll(person.messages).not.toEqual([]);
  expect((await person.messages()).length).toBeLessThanOrEqual(begun);
});
