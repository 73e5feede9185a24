import { afterEach, describe, expect, test, vi } from 'vitest';
import { DAY, MINUTE } from '../../worker/clock.ts';
import { config } from '../../worker/config.ts';
import { eventsOf } from './look-inside.ts';
import {
  enterPassword,
  listRemembered,
  rememberedBrowser,
  rememberedCookie,
  rememberedCookies,
  remembering,
  stageOf,
} from './remembered-people.ts';

afterEach(() => void vi.useRealTimers());

/** Moves the clock of the Worker and of its objects. */
const later = (milliseconds: number) =>
  void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds });

describe('the list of remembered devices', () => {
  test('shows device, place, since, last use and end, and which is one’s own', async () => {
    const person = await remembering();
    const [seen] = await listRemembered(person.browser);
    expect(seen).toMatchObject({ device: 'Firefox on Linux', current: false, ip: person.remembered.ip });
    expect(Date.parse(seen!.until) - Date.parse(seen!.rememberedAt)).toBe(config.rememberDeviceDays * DAY);
    expect((await listRemembered(person.remembered))[0]).toMatchObject({ current: true });
    expect(Object.keys(seen!).sort()).toEqual(
      ['current', 'device', 'id', 'ip', 'lastUsedAt', 'place', 'rememberedAt', 'until'].sort(),
    );
  });

  test('forgets one: it is asked for its second step, and what it opened ends', async () => {
    const person = await remembering();
    later(MINUTE);
    const other = await rememberedBrowser(person);
    const opened = person.remembered.copy();
    await enterPassword(opened, person);
    const id = rememberedCookie(person.remembered)[1].split('.')[0]!;
    expect(await person.browser.call('DELETE', `/v1/remembered-devices/${id}`)).toEqual({ forgotten: 1 });
    expect((await opened.refused('GET', '/v1/session')).code).toBe('not-signed-in');
    expect(await stageOf(opened, person)).toBe('second-factor');
    expect(await stageOf(other, person)).toBe('full');
    expect((await person.browser.refused('DELETE', `/v1/remembered-devices/${id}`)).code).toBe('not-found');
    const types = (await eventsOf(person.browser.userId)).map(({ type }) => type);
    expect(types).not.toContain('device.copied');
  });

  test('forgets all, and the browser that does it loses its token', async () => {
    const person = await remembering();
    expect(await person.remembered.call('DELETE', '/v1/remembered-devices')).toEqual({ forgotten: 1 });
    expect(rememberedCookies(person.remembered).size).toBe(0);
    await person.remembered.call('GET', '/v1/session');
    expect(await listRemembered(person.browser)).toEqual([]);
    expect(await person.browser.call('DELETE', '/v1/remembered-devices')).toEqual({ forgotten: 0 });
  });

  test('G10 takes a second factor, not the token, to be changed', async () => {
    const person = await remembering();
    await enterPassword(person.remembered, person);
    expect((await person.remembered.refused('DELETE', '/v1/remembered-devices')).code).toBe('level-too-low');
  });
});
