import { describe, expect, test } from 'vitest';
import type { AccountExport } from '../../schema/api/account-export.ts';
import { withRole } from './admins.ts';
import { expectProblem } from './expect-problem.ts';
import { eventsOf } from './look-inside.ts';
import { mailbox } from './mailbox.ts';
import { PASSWORD, signUp, withTwoStep } from './people.ts';
import { tablesOf } from './tables.ts';

const REASON = 'Asked for by letter';
const told = async (email: string) => {
  for (;;) {
    const mail = (await mailbox(email)).find(({ subject }) => subject.includes('was exported'));
    if (mail) return mail;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

describe('all that is kept of a person', () => {
  test('is his to download: account, methods, sessions, activity; he is told, and it is an event', async () => {
    const { browser, email, factorId } = await withTwoStep();
    const kept = await browser.call<AccountExport>('POST', '/v1/account/export');
    expect(kept.account).toMatchObject({ id: browser.userId, email });
    expect(kept.factors.map(({ method }) => method).sort()).toEqual(['password', 'recovery-code', 'totp']);
    expect(kept.factors.find(({ method }) => method === 'totp')!.id).toBe(factorId);
    expect(kept.recoveryCodes).toMatchObject({ state: 'active', remaining: 10 });
    expect(kept.sessions.length).toBeGreaterThan(0);
    const events = await eventsOf(browser.userId);
    expect(kept.events.map(({ seq, type }) => [seq, type])).toEqual(
      events.slice(0, kept.events.length).map(({ seq, type }) => [seq, type]),
    );
    expect(kept.events.at(-1)!.type).toBe('account.exported');
    await told(email);
  });

  test('J2 has nothing that signs anybody in', async () => {
    const { browser, secret, recoveryCodes } = await withTwoStep();
    const text = JSON.stringify(await browser.call('POST', '/v1/account/export'));
    const tables = await tablesOf(browser.userId);
    const secrets = [
      PASSWORD,
      secret,
      ...recoveryCodes,
      ...browser.cookies.values(),
      ...tables.factors!.flatMap(({ sealed }) => (sealed ? [String(sealed)] : [])),
      ...tables.recovery_codes!.map(({ hash }) => String(hash)),
      ...tables.sessions!.map(({ secret_hash }) => String(secret_hash)),
      ...tables.devices!.map(({ hash }) => String(hash)),
    ];
    for (const one of secrets) expect(text.includes(one), one.slice(0, 6)).toBe(false);
  });

  test('H8 an administrator exports it with a reason, which its owner sees; nobody exports upwards', async () => {
    const person = await signUp();
    const admin = await withRole('admin');
    const path = `/v1/admin/people/${person.browser.userId}/export`;
    const kept = await admin.browser.call<AccountExport>('POST', path, { reason: REASON });
    expect(kept.account.email).toBe(person.email);
    expect(kept.events.at(-1)).toMatchObject({
      type: 'account.exported',
      ip: null,
      userAgent: '',
      detail: { actorRole: 'admin', reason: REASON },
    });
    expect(JSON.stringify(kept)).not.toContain(admin.browser.userId);
    await told(person.email);
    const owner = await withRole('owner');
    const upwards = `/v1/admin/people/${owner.browser.userId}/export`;
    await expectProblem(await admin.browser.request('POST', upwards, { reason: REASON }), 'not-permitted');
    expect((await eventsOf(owner.browser.userId)).some(({ type }) => type === 'account.exported')).toBe(
      false,
    );
  });
});
