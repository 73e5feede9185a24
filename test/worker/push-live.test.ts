import { evictDurableObject } from 'cloudflare:test';
import { expect, test } from 'vitest';
import { LINES_PER_DEVICE } from '../../worker/policy/limits.ts';
import { asks, withPhone } from './pushes.ts';
import { addPhone } from './software-phone.ts';

const nothing = { type: 'request', request: null };

test('an open app is told at once what waits, and when it is over', async () => {
  const person = await withPhone();
  const { told, socket } = await person.phone.open();
  await expect.poll(() => told).toEqual([nothing]);
  const { id, number } = await asks(person);
  await expect.poll(() => told).toHaveLength(2);
  expect(told[1]).toEqual({ type: 'request', request: await person.phone.waiting() });
  expect(told[1]).toMatchObject({ request: { id } });
  await person.phone.decide(id, { decision: 'approve', number });
  await expect.poll(() => told).toHaveLength(3);
  expect(told[2]).toEqual(nothing);
  socket.close();
});

test('an app that opens late is told what waits already; of two, both are', async () => {
  const person = await withPhone();
  const tablet = await addPhone(person.browser, 'Tablet');
  const { id } = await asks(person);
  const apps = [await person.phone.open(), await tablet.open()];
  for (const { told } of apps) await expect.poll(() => told).toMatchObject([{ request: { id } }]);
  await tablet.decide(id, { decision: 'deny' });
  for (const { told } of apps) await expect.poll(() => told.at(-1)).toEqual(nothing);
});

test('the line outlives the object’s sleep', async () => {
  const person = await withPhone();
  const { told } = await person.phone.open();
  await expect.poll(() => told).toEqual([nothing]);
  await evictDurableObject(person.browser.object);
  const { id } = await asks(person);
  await expect.poll(() => told.at(-1)).toMatchObject({ request: { id } });
});

test('an app may ask whether its line stands, and say nothing else; a device has four lines', async () => {
  const person = await withPhone();
  const first = await person.phone.open();
  first.socket.send('ping');
  await expect.poll(() => first.told).toEqual([nothing, { data: 'pong' }]);
  first.socket.send('{"type":"approve"}');
  await expect.poll(() => first.told.at(-1)).toEqual({ code: 1008, reason: 'Nothing is asked here' });
  const lines: (typeof first)[] = [];
  for (let line = 0; line < LINES_PER_DEVICE + 2; line++) lines.push(await person.phone.open());
  const closed = () => lines.filter(({ told }) => 'code' in (told.at(-1) ?? {}));
  await expect.poll(closed).toHaveLength(2);
});

test('a device that is removed hears of it, and of nothing after that', async () => {
  const person = await withPhone();
  const tablet = await addPhone(person.browser, 'Tablet');
  const { told } = await person.phone.open();
  await expect.poll(() => told).toEqual([nothing]);
  await person.browser.call('DELETE', `/v1/factors/${person.phone.device.split('.')[1]}`);
  await expect.poll(() => told.at(-1)).toEqual({ code: 4001, reason: 'device-unknown' });
  await asks(person);
  expect(await tablet.waiting()).not.toBeNull();
  expect(told).toHaveLength(2);
  await expect(person.phone.open()).rejects.toThrow('device-unknown');
});

test('C15 the line opens for the signature of a device over this address, and nothing else', async () => {
  const person = await withPhone();
  const stranger = await withPhone();
  await expect(person.phone.open({ path: '/v1/authenticator/request' })).rejects.toThrow('device-unknown');
  stranger.phone.device = person.phone.device;
  await expect(stranger.phone.open()).rejects.toThrow('device-unknown');
  person.phone.clockAhead = 600_000;
  await expect(person.phone.open()).rejects.toThrow('device-clock');
  const answer = await person.browser.request('GET', '/v1/authenticator/live');
  expect(answer.status).toBe(400);
});
