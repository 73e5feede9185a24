import { describe, expect, test } from 'vitest';
import { Browser } from './client.ts';
import { mailbox } from './mailbox.ts';
import type { Person } from './people.ts';
import { challenge, PASSWORD, signUp, someAddress, withTwoStep } from './people.ts';
import { totpAt } from './totp-at.ts';

const french = { 'Accept-Language': 'fr-FR,fr;q=0.9,en;q=0.5' };
const english = { 'Accept-Language': 'en-GB' };
const other = { 'Accept-Language': 'de-DE,de;q=0.9' };

type Headers = Record<string, string>;

async function ask<T>(
  browser: Browser,
  method: string,
  path: string,
  body: unknown,
  headers: Headers,
): Promise<T> {
  const response = await browser.request(method, path, body, headers);
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return (text ? JSON.parse(text) : undefined) as T;
}

/** The first message to an address whose subject matches; mail leaves after the answer, so it is waited for. */
async function mail(to: string, subject: RegExp) {
  for (;;) {
    const found = (await mailbox(to)).find((message) => subject.test(message.subject));
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

async function signUpIn(headers: Headers): Promise<Person> {
  const [browser, email] = [new Browser(), someAddress()];
  const { flow } = await ask<{ flow: string }>(
    browser,
    'POST',
    '/v1/accounts',
    { email, password: PASSWORD },
    headers,
  );
  const code = /^\d{6}/.exec((await mail(email, /^\d{6}/)).subject)![0];
  await ask(browser, 'POST', '/v1/accounts/confirm', { flow, code }, headers);
  return { browser, email, password: PASSWORD };
}

/** Something that a notice is due for. */
const endOthers = (browser: Browser) => browser.call('DELETE', '/v1/sessions');
const ENGLISH_NOTICE = /Other sessions were ended$/;
const FRENCH_NOTICE = /Les autres sessions ont été fermées$/;

const signIn = (person: Person, headers: Headers) => {
  const browser = new Browser();
  const { email, password } = person;
  return ask(browser, 'POST', '/v1/sign-in', { email, password }, headers).then(() => browser);
};

describe('the mail with a code', () => {
  test('is in the language that it was asked for in', async () => {
    const { email } = await signUpIn(french);
    const { subject, text } = await mail(email, /^\d{6}/);
    expect(subject).toMatch(/^\d{6} est votre code Countersign$/);
    expect(text).toContain('Il ne sert qu’une fois, pendant 10\u00a0minutes.');
  });

  test('is in English where nothing that is spoken here was asked for', async () => {
    const { email } = await signUpIn(other);
    expect((await mail(email, /^\d{6}/)).subject).toMatch(/^\d{6} is your Countersign code$/);
  });

  test('to somebody with an account is in the account’s language where nothing was asked for', async () => {
    const { email } = await signUpIn(french);
    await new Browser().call('POST', '/v1/recovery/password', { email });
    expect((await mail(email, /^\w{4}-\w{4}/)).text).toContain('choisir un nouveau mot de passe');
  });
});

test('that an address has an account already is said in its owner’s language, not in the stranger’s', async () => {
  const { email } = await signUpIn(french);
  await ask(new Browser(), 'POST', '/v1/accounts', { email, password: PASSWORD }, english);
  const { text } = await mail(email, /^Vous avez déjà un compte Countersign$/);
  expect(text).toContain('rien n’a été modifié');
});

describe('a notice', () => {
  test('is in the language of the sign-up', async () => {
    const { browser, email } = await signUpIn(french);
    await endOthers(browser);
    const { text } = await mail(email, FRENCH_NOTICE);
    expect(text).toContain('Tous vos autres appareils ont été déconnectés.');
    expect(text).toContain('Firefox sur Linux');
  });

  test('calls methods that nobody named in that language', async () => {
    const { email } = await withTwoStep(await signUpIn(french));
    const { text } = await mail(email, /méthode de connexion a été ajoutée$/);
    expect(text).toContain('«\u202fApplication d’authentification\u202f»');
  });

  test('follows the last whole sign-in', async () => {
    const person = await signUpIn(french);
    await endOthers(await signIn(person, english));
    await mail(person.email, ENGLISH_NOTICE);
  });

  test('follows no sign-in that asks for no language of ours', async () => {
    const person = await signUpIn(french);
    await endOthers(await signIn(person, other));
    await mail(person.email, FRENCH_NOTICE);
  });

  test('follows no password alone where a second step is owed, and then the second step', async () => {
    const person = await withTwoStep(await signUpIn(french));
    const rename = (by: Browser, name: string) =>
      by.call('PATCH', `/v1/factors/${person.factorId}`, { name });
    const browser = await signIn(person, english);
    await rename(person.browser, 'Un');
    await mail(person.email, /renommée$/);
    const id = await challenge(browser, 'totp', 'sign-in');
    const code = totpAt(person.secret);
    await ask(browser, 'POST', `/v1/challenges/${id}/verify`, { code }, english);
    await rename(browser, 'One');
    await mail(person.email, /was renamed$/);
  });

  test('follows what was chosen', async () => {
    const { browser, email } = await signUp();
    await browser.call('PUT', '/v1/account/language', { language: 'fr' });
    await endOthers(browser);
    await mail(email, FRENCH_NOTICE);
  });
});

test('only a language with a catalog can be chosen', async () => {
  const { browser } = await signUp();
  for (const language of ['de', 'fr-FR', 'FR', '', '__proto__']) {
    const { code, errors } = await browser.refused('PUT', '/v1/account/language', { language });
    expect({ code, field: errors?.[0]?.field }, language).toEqual({
      code: 'invalid-request',
      field: 'language',
    });
  }
});

test('the API itself speaks English, with codes for clients that have words of their own', async () => {
  const browser = new Browser();
  const short = { email: someAddress(), password: 'short' };
  const refused = await browser.refused('POST', '/v1/accounts', short, french);
  expect(refused.title).toBe('Choose another password');
  expect(refused.errors).toEqual([
    {
      field: 'password',
      code: 'password-too-short',
      message: expect.stringMatching(/^Use at least 15 characters; this has 5\./),
      values: { minimum: 15, length: 5 },
    },
  ]);
  const flow = { flow: 'no-such-flow' };
  expect(await browser.refused('POST', '/v1/accounts/resend', flow, french)).toMatchObject({
    code: 'code-expired',
    reason: 'start-again',
    detail: 'Start again.',
  });
});
