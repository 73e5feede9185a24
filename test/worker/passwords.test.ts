import { describe, expect, test } from 'vitest';
import { unseal } from '../../worker/crypto/seal.ts';
import { config } from '../../worker/config.ts';
import { PASSWORD_MIN_CHARACTERS } from '../../worker/policy/limits.ts';
import { Browser } from './client.ts';
import { mailbox } from './mailbox.ts';
import { passwordStep, signUp, someAddress } from './people.ts';
import { tablesOf } from './tables.ts';

const signUpRefusal = async (password: string, email = someAddress()) => {
  const { code, errors } = await new Browser().refused('POST', '/v1/accounts', { email, password });
  expect(code).toBe('password-refused');
  return errors;
};

const signInRefusal = async (email: string, password: string) =>
  (await new Browser().refused('POST', '/v1/sign-in', { email, password })).code;

/** Not a pattern, not a word: letters that follow no rule, so many of them. */
const letters = (count: number) =>
  Array.from({ length: count }, (_, i) => 'qzkvjxwpfy'[(i * i * 7 + i) % 10]).join('');

describe('a new password', () => {
  test('A1 has at least 15 characters', async () => {
    expect(PASSWORD_MIN_CHARACTERS).toBe(15);
    expect(await signUpRefusal(letters(14))).toEqual([
      {
        field: 'password',
        code: 'password-too-short',
        message: expect.stringContaining('at least 15 characters; this has 14'),
        values: { minimum: 15, length: 14 },
      },
    ]);
    await signUp(someAddress(), letters(15));
  });

  test('A1 each Unicode code point counts once', async () => {
    const animals = '🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦🐤';
    expect(animals).toHaveLength(28);
    expect(await signUpRefusal(animals)).toEqual([
      expect.objectContaining({ field: 'password', message: expect.stringContaining('this has 14') }),
    ]);
    await signUp(someAddress(), `${animals}🦆`);
  });

  test.each([64, 72, 73, 128, 256, 1_024])('A2 of %i characters is compared whole', async (length) => {
    const password = letters(length);
    const { email } = await signUp(someAddress(), password);
    await passwordStep({ email, password });
    expect(await signInRefusal(email, password.slice(0, -1))).toBe('wrong-credentials');
    expect(await signInRefusal(email, `${password.slice(0, -1)}!`)).toBe('wrong-credentials');
  });

  test('A2 of letters beyond ASCII is compared whole', async () => {
    const password = 'дождь идёт над рекой';
    const { email } = await signUp(someAddress(), password);
    await passwordStep({ email, password });
    expect(await signInRefusal(email, password.slice(0, -1))).toBe('wrong-credentials');
    expect(await signInRefusal(email, `${password.slice(0, -4)}горы`)).toBe('wrong-credentials');
  });

  test('A2 that is the same in the first 72 bytes and different after is refused', async () => {
    const password = letters(73);
    const { email } = await signUp(someAddress(), password);
    expect(await signInRefusal(email, password.slice(0, 72))).toBe('wrong-credentials');
    expect(await signInRefusal(email, `${password.slice(0, 72)}Ω`)).toBe('wrong-credentials');
  });

  test('A2 is compared with its case, its spaces and what follows a NUL', async () => {
    const password = ` Two words\u0000and more of them `;
    const { email } = await signUp(someAddress(), password);
    await passwordStep({ email, password });
    for (const other of [
      password.trim(),
      password.toLowerCase(),
      password.split('\u0000')[0]!,
      password.replace('\u0000', ''),
    ]) {
      expect(await signInRefusal(email, other)).toBe('wrong-credentials');
    }
  });

  test('A3 may be made of anything: no rule asks for digits, capitals or signs', async () => {
    for (const password of [
      'only small letters here',
      '8294 1750 3361 9',
      'ÄÖÜ ЖЩЮ 漢字かな交じり文だ',
      '           a quiet lake',
    ]) {
      await signUp(someAddress(), password);
    }
  });

  test('A4 is not one that is tried first, and the refusal names the reason', async () => {
    const tried = [
      'passwordpassword',
      'Password12345678',
      '123456789012345',
      'qwertyuiopasdfgh',
      'aaaaaaaaaaaaaaaa',
      'abcabcabcabcabc',
      'iloveyouiloveyou',
    ];
    for (const password of tried) {
      expect(await signUpRefusal(password), password).toEqual([
        expect.objectContaining({ field: 'password', message: expect.stringContaining('tried first') }),
      ]);
    }
  });

  test('A4 is not made of the address or of the service’s name', async () => {
    for (const password of [
      'marguerite.duras',
      'Marguerite.Duras!2024',
      'countersign2024!!',
      'CountersignCountersign',
    ]) {
      const [error] = (await signUpRefusal(password, 'marguerite.duras@example.com')) ?? [];
      expect(error, password).toEqual({
        field: 'password',
        code: expect.stringMatching(/^password-/),
        message: expect.stringMatching(/your address|tried first/),
      });
    }
  });

  test('A4 is held to the same when it is changed and when it is reset', async () => {
    const { browser } = await signUp();
    const { code, errors } = await browser.refused('PUT', '/v1/password', {
      newPassword: 'passwordpassword',
    });
    expect({ code, field: errors?.[0]?.field }).toEqual({ code: 'password-refused', field: 'newPassword' });
  });

  test('A5 is the same in NFC and in NFD', async () => {
    const composed = 'Thé à la crème brûlée'.normalize('NFC');
    const decomposed = composed.normalize('NFD');
    expect(decomposed).not.toBe(composed);
    const { email } = await signUp(someAddress(), decomposed);
    await passwordStep({ email, password: composed });
    await passwordStep({ email, password: decomposed });
  });

  test('A6 is stored as a salted Argon2id hash with its cost, sealed under a key that no database has', async () => {
    const [one, two] = [await signUp(), await signUp()];
    const hashes = await Promise.all(
      [one, two].map(async ({ browser }) => {
        const { factors = [] } = await tablesOf(browser.userId);
        const { id, sealed } = factors.find(({ method }) => method === 'password')!;
        expect(String(sealed)).toMatch(/^k1\.[\w-]+$/);
        const opened = await unseal(config.keyRing, `${browser.userId}/${String(id)}`, String(sealed));
        return new TextDecoder().decode(opened);
      }),
    );
    for (const hash of hashes)
      expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22,}\$[A-Za-z0-9+/]{43}$/);
    expect(hashes[0]).not.toBe(hashes[1]);
  });
});

describe('an address', () => {
  test('A8 is one account in any spelling, with one budget of guesses', async () => {
    const name = `mixed-${crypto.randomUUID().slice(0, 8)}`;
    const email = `${name}@bücher.example`;
    const person = await signUp(email);
    const spellings = [
      email.toUpperCase(),
      ` ${email} `,
      `${name}@xn--bcher-kva.example`,
      `${name}@bu\u0308cher.example`,
      email.replace('m', 'ｍ'),
    ];
    for (const spelling of spellings) await passwordStep({ ...person, email: spelling });
    for (const spelling of spellings) await signInRefusal(spelling, 'not the password of it');
    expect(await signInRefusal(email, person.password)).toBe('too-many-tries');
  });

  test('A8 in another spelling is taken too: no second account, and the mail goes to the stored one', async () => {
    const { email } = await signUp();
    const spelling = email.toUpperCase();
    await new Browser().call('POST', '/v1/accounts', {
      email: spelling,
      password: 'another-one-for-the-list',
    });
    await expect
      .poll(async () => (await mailbox(email))[0]?.subject)
      .toBe('You already have a Countersign account');
    expect(await mailbox(spelling)).toEqual([]);
  });

  test.each([
    '/.evil.example',
    '#.evil.example',
    '?.evil.example',
    '／.evil.example',
    '：80',
    '%2F.evil.example',
    '\\.evil.example',
  ])('A8 with “%s” after its domain is not the same address', async (tail) => {
    const { email, password } = await signUp();
    const response = await new Browser().request('POST', '/v1/sign-in', { email: email + tail, password });
    expect([400, 401]).toContain(response.status);
  });

  test('A8 with an encoded domain is not an address', async () => {
    const { email, password } = await signUp();
    const { code } = await new Browser().refused('POST', '/v1/sign-in', {
      email: email.replace('example.com', 'ex%61mple.com'),
      password,
    });
    expect(code).toBe('invalid-request');
  });
});
