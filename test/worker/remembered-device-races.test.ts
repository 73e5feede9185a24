import Argon2 from '@phi-ag/argon2';
import wasm from '@phi-ag/argon2/argon2.wasm';
import { evictDurableObject } from 'cloudflare:test';
import { afterEach, expect, test, vi } from 'vitest';
import type { Session } from '../../schema/api/session.ts';
import { config } from '../../worker/config.ts';
import { seal } from '../../worker/crypto/seal.ts';
import { injectDelays, waited } from './delays.ts';
import { eventsOf, rows, userStub } from './look-inside.ts';
import type { Person } from './people.ts';
import { withTwoStep } from './people.ts';
import { PARALLEL } from './race.ts';
import { rememberedBrowser, rememberedCookies, stageOf, withTokenOf } from './remembered-people.ts';
import { inObject } from './tables.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Hashes the password as cheaply as Argon2 goes, so that a thousand of them at once end within the test's time. */
async function makeCheap({ browser, password }: Person): Promise<void> {
  const argon2 = new Argon2(await WebAssembly.instantiate(wasm));
  const { encoded } = argon2.hash(password, {
    memoryCost: 1024,
    timeCost: 1,
    parallelism: 1,
    hashLength: 32,
  });
  const home = browser.userId;
  const [factor] = await rows<{ id: string }>(home, `SELECT id FROM factors WHERE method = 'password'`);
  const sealed = await seal(config.keyRing, `${home}/${factor!.id}`, new TextEncoder().encode(encoded));
  await inObject(home, 'UPDATE factors SET sealed = ? WHERE id = ?', sealed, factor!.id);
  await evictDurableObject(userStub(home));
}

test('1,000 uses of one token at once: it is used once and answered once more, all with one new secret', async () => {
  const person = await withTwoStep();
  const remembered = await rememberedBrowser(person);
  await makeCheap(person);
  injectDelays();
  const browsers = Array.from({ length: PARALLEL }, () => withTokenOf(remembered));
  const stages = await Promise.all(
    browsers.map(async (browser) => {
      const { email, password } = person;
      const answer = await browser.call<{ session: Session }>('POST', '/v1/sign-in', { email, password });
      return answer.session.stage;
    }),
  );
  expect(waited()).toBeGreaterThan(PARALLEL);
  vi.restoreAllMocks();

  const winners = browsers.filter((_, i) => stages[i] === 'full');
  expect(winners).toHaveLength(2);
  expect(stages.filter((stage) => stage === 'second-factor')).toHaveLength(PARALLEL - 2);
  const secrets = new Set(winners.flatMap((browser) => [...rememberedCookies(browser).values()]));
  expect(secrets.size).toBe(1);
  const types = (await eventsOf(person.browser.userId)).map(({ type }) => type);
  expect(types).not.toContain('device.copied');
  // Two tabs end up with the same cookie, whichever answer came last, and it works.
  expect(await stageOf(winners[0]!, person)).toBe('full');
});
