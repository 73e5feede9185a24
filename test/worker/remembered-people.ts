import type { RememberedDevice } from '../../schema/api/remembered-device.ts';
import type { SessionAnswer } from './answers.ts';
import { Browser } from './client.ts';
import type { Person, TwoStepPerson } from './people.ts';
import { challenge, passwordStep, withTwoStep } from './people.ts';
import { totpAt } from './totp-at.ts';

/** Signs in with the app's current code in a new browser, which is remembered from then on. */
export async function rememberedBrowser(person: TwoStepPerson): Promise<Browser> {
  const browser = await passwordStep(person);
  const id = await challenge(browser, 'totp');
  await browser.call('POST', `/v1/challenges/${id}/verify`, {
    code: totpAt(person.secret),
    rememberDevice: true,
  });
  return browser;
}

const isRemembered = (name: string) => name.startsWith('__Host-remembered-');

/** The browser's cookies of remembered devices, by name. */
export const rememberedCookies = ({ cookies }: Browser) =>
  new Map([...cookies].filter(([name]) => isRemembered(name)));

/** The one that there is. */
export function rememberedCookie(browser: Browser): [name: string, value: string] {
  const [only, ...more] = rememberedCookies(browser);
  if (!only || more.length > 0) throw new Error(`${more.length + (only ? 1 : 0)} cookies, and not one`);
  return only;
}

/** A browser that has nothing but the token of another one. */
export function withTokenOf(browser: Browser): Browser {
  const other = new Browser();
  other.cookies.set(...rememberedCookie(browser));
  return other;
}

/** The first step, in this browser. @returns the session as it is then */
export const enterPassword = async (
  browser: Browser,
  { email, password }: Pick<Person, 'email' | 'password'>,
) => (await browser.call<SessionAnswer>('POST', '/v1/sign-in', { email, password })).session;

/** How far a password alone gets in this browser. */
export const stageOf = async (browser: Browser, person: Pick<Person, 'email' | 'password'>) =>
  (await enterPassword(browser, person)).stage;

/** Somebody who has a browser that is remembered, beside the one that he signed up in. */
export async function remembering(): Promise<TwoStepPerson & { remembered: Browser }> {
  const person = await withTwoStep();
  return { ...person, remembered: await rememberedBrowser(person) };
}

export const listRemembered = async (browser: Browser) =>
  (await browser.call<{ devices: RememberedDevice[] }>('GET', '/v1/remembered-devices')).devices;
