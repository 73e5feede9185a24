import { describe, expect, test } from 'vitest';
import type { Event } from '../../schema/api/event.ts';
import type { FactorList } from '../../schema/api/factor.ts';
import { Browser } from './client.ts';
import { factorRow } from './look-inside.ts';
import { notice } from './passkey-mail.ts';
import type { PasskeyPerson } from './passkey-people.ts';
import { askAnybody, signInWith, VERIFY_SIGN_IN, withPasskey } from './passkey-people.ts';
import type { AssertionBend } from './software-authenticator/software-passkey.ts';

/** Four bytes hold no more. */
const MAX_COUNTER = 2 ** 32 - 1;

const counterOf = async ({ browser, factorId }: PasskeyPerson) =>
  (await factorRow(browser.userId, factorId)).watermark;

async function refusal({ passkey }: PasskeyPerson, bend: AssertionBend) {
  const browser = new Browser();
  const { flow, options } = await askAnybody(browser);
  const credential = await passkey.answer(options, bend);
  return (await browser.refused('POST', VERIFY_SIGN_IN, { flow, credential })).code;
}

async function shown({ browser, factorId }: PasskeyPerson) {
  const { factors } = await browser.call<FactorList>('GET', '/v1/factors');
  return factors.find(({ id }) => id === factorId)!;
}

describe('E9 the signature counter', () => {
  test('that is greater is taken, and becomes the one to beat', async () => {
    const person = await withPasskey({ counter: 7 });
    for (const counter of [8, 1_000, MAX_COUNTER]) {
      await signInWith(person.passkey, { counter });
      expect(await counterOf(person)).toBe(counter);
    }
  });

  test('that is equal or less is refused, and the stored one stays', async () => {
    const person = await withPasskey({ counter: 7 });
    for (const counter of [7, 6, 1, 0]) expect(await refusal(person, { counter })).toBe('passkey-counter');
    expect(await counterOf(person)).toBe(7);
    await signInWith(person.passkey, { counter: 8 });
  });

  test('that always says 0, as synced passkeys do, is taken every time', async () => {
    const person = await withPasskey({ counter: null, flags: { be: true, bs: true } });
    for (let i = 0; i < 3; i++) await signInWith(person.passkey);
    expect(await counterOf(person)).toBe(0);
  });

  test('that begins to count after 0 is taken, and cannot go back to 0', async () => {
    const person = await withPasskey({ counter: null });
    await signInWith(person.passkey, { counter: 5 });
    expect(await refusal(person, { counter: 0 })).toBe('passkey-counter');
  });

  test('is not moved by an answer that is refused', async () => {
    const person = await withPasskey({ counter: 7 });
    expect(await refusal(person, { counter: 99, signature: (bytes) => bytes.slice(1) })).toBe(
      'passkey-malformed',
    );
    expect(await refusal(person, { counter: 99, flags: { uv: false } })).toBe('passkey-user-not-verified');
    expect(await counterOf(person)).toBe(7);
  });

  test('that falls back is an event, and the person is told by mail', async () => {
    const person = await withPasskey({ counter: 7 });
    await refusal(person, { counter: 7 });
    const { events } = await person.browser.call<{ events: Event[] }>('GET', '/v1/events');
    expect(events[0]).toMatchObject({
      type: 'passkey.counter-regressed',
      method: 'passkey',
      subject: 'Passkey',
    });
    const mail = await notice(person.email, 'A passkey may have been copied');
    expect(mail.text).toContain('“Passkey” was used');
    expect(mail.text).toContain('Firefox on Linux');
  });
});

describe('the backup flags', () => {
  test('E7 backup state is kept up to date, both ways', async () => {
    const person = await withPasskey({ counter: null, flags: { be: true } });
    expect((await shown(person)).passkey).toMatchObject({ synced: true, backedUp: false });
    for (const bs of [true, false]) {
      await signInWith(person.passkey, { flags: { bs } });
      expect((await shown(person)).passkey).toMatchObject({ synced: true, backedUp: bs });
    }
  });

  test('E7 backup eligibility never changes: an answer that says so is refused', async () => {
    const synced = await withPasskey({ counter: null, flags: { be: true, bs: true } });
    expect(await refusal(synced, { flags: { be: false, bs: false } })).toBe('passkey-backup-flags');
    const bound = await withPasskey();
    expect(await refusal(bound, { flags: { be: true } })).toBe('passkey-backup-flags');
    expect((await shown(bound)).passkey).toMatchObject({ synced: false });
  });
});

test('a passkey’s last use is shown: when, and from where', async () => {
  const person = await withPasskey();
  expect(await shown(person)).toMatchObject({ lastUsedAt: null, lastUsedFrom: null });
  const before = Date.now();
  await signInWith(person.passkey);
  const { lastUsedAt, lastUsedFrom } = await shown(person);
  expect(Date.parse(lastUsedAt!)).toBeGreaterThanOrEqual(before);
  expect(lastUsedFrom).toBe('Firefox on Linux');
});
