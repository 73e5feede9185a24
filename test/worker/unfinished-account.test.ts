import { listDurableObjectIds, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import { Browser } from './client.ts';
import { mailedCode } from './mailbox.ts';
import { PASSWORD, someAddress } from './people.ts';

afterEach(() => vi.restoreAllMocks());

/** Lets D1 wait with the claim of an address until the test says so. */
function holdClaim() {
  const reached = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const database = Object.getPrototypeOf(env.DB) as D1Database;
  const { batch } = database;
  const claims = (statements: D1PreparedStatement[]) =>
    statements.some((one) =>
      (one as unknown as { statement: string }).statement.toLowerCase().startsWith('insert into "users"'),
    );
  vi.spyOn(database, 'batch').mockImplementation(async function (this: D1Database, statements) {
    if (claims(statements)) {
      reached.resolve();
      await release.promise;
    }
    return batch.call(this, statements) as never;
  });
  return { reached: reached.promise, release: () => release.resolve() };
}

test('J7 an account that waits for D1 has its alarm already: a crash leaves nothing half made', async () => {
  const browser = new Browser();
  const email = someAddress();
  const { flow } = await browser.call<{ flow: string }>('POST', '/v1/accounts', {
    email,
    password: PASSWORD,
  });
  const code = await mailedCode(email);
  const before = new Set((await listDurableObjectIds(env.USERS)).map(String));
  const claim = holdClaim();
  const confirmed = browser.request('POST', '/v1/accounts/confirm', { flow, code });
  await claim.reached;

  const account = (await listDurableObjectIds(env.USERS)).find((id) => !before.has(String(id)));
  const alarm = await runInDurableObject(env.USERS.get(account!), (_, { storage }) => storage.getAlarm());
  claim.release();
  expect(alarm).not.toBeNull();
  expect((await confirmed).status).toBe(200);
});
