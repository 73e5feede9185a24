import { expect, test } from 'vitest';
import { expectProblem } from './expect-problem.ts';
import { challengesOf, eventsOf, factorRow, rows } from './look-inside.ts';
import { challenge, withTwoStep } from './people.ts';
import { totpAt } from './totp-at.ts';

test('J5 a right answer whose last statement fails leaves nothing behind, and counts once it can', async () => {
  const { browser, factorId, secret } = await withTwoStep();
  const id = await challenge(browser, 'totp', 'reauthentication');
  const before = {
    events: await eventsOf(browser.userId),
    factor: await factorRow(browser.userId, factorId),
  };
  const code = totpAt(secret);
  const verify = () => browser.request('POST', `/v1/challenges/${id}/verify`, { code });

  await rows(
    browser.userId,
    `CREATE TRIGGER broken BEFORE UPDATE ON sessions BEGIN SELECT RAISE(ABORT, 'broken'); END`,
  );
  await expectProblem(await verify(), 'unavailable');
  expect(await eventsOf(browser.userId)).toEqual(before.events);
  expect(await factorRow(browser.userId, factorId)).toEqual(before.factor);
  expect((await challengesOf(browser.userId)).find((row) => row.id === id)).toMatchObject({
    closed_at: null,
  });

  await rows(browser.userId, 'DROP TRIGGER broken');
  expect((await verify()).status).toBe(200);
});
