import type { Browser } from './client.ts';
import type { TwoStepPerson } from './people.ts';
import { passwordStep, withTwoStep } from './people.ts';
import type { Phone } from './software-phone.ts';
import { addPhone } from './software-phone.ts';

export const PUSH = { purpose: 'sign-in', method: 'push' };

/** A push as the page that asked for it sees it. */
export interface Begun {
  challenge: { id: string; push: { number: string; outcome: string | null }; expiresAt: string };
}

export interface PersonWithPhone extends TwoStepPerson {
  phone: Phone;
}

/** Somebody with an authenticator app and a phone. */
export async function withPhone(): Promise<PersonWithPhone> {
  const person = await withTwoStep();
  return { ...person, phone: await addPhone(person.browser) };
}

/** Gets to the number in a new browser, or in this one. */
export async function asks(person: TwoStepPerson, browser?: Browser) {
  const desktop = browser ?? (await passwordStep(person));
  const { challenge: begun } = await desktop.call<Begun>('POST', '/v1/challenges', PUSH);
  const outcome = async () =>
    (await desktop.call<Begun>('GET', `/v1/challenges/${begun.id}`)).challenge.push.outcome;
  const collect = () => desktop.request('POST', `/v1/challenges/${begun.id}/verify`, { approved: true });
  return { desktop, id: begun.id, number: begun.push.number, outcome, collect };
}

/** A number that is not the one. */
export const otherThan = (number: string) => String((Number(number) + 1) % 100).padStart(2, '0');
