import { ApiClient } from '../../scripts/api-client.ts';
import { enroll, signUp } from '../../scripts/seed.ts';

/** Somebody with two-step verification, and what a burst does in his name. */
export interface Person {
  userId: string;
  email: string;
  password: string;
  /** Base32. */
  secret: string;
  factorId: string;
  /** Spent from the front by bursts, from the back where a check needs a session of level 2. */
  codes: string[];
  /** Signed in with both factors; its cookie is not changed by what a burst does with it. */
  main: ApiClient;
  /** Another such session, which sets up recovery addresses. */
  helper: ApiClient;
  network: string;
}

let count = 0;
const PASSWORD = 'violet-anchor-seventh-moon';

/** A network of one's own, so that the limit by network does not stand before what is tested here. */
const nextNetwork = () => `198.18.${Math.floor(++count / 250)}.${(count % 250) + 1}`;

export const clientOf = (origin: string, { network }: Pick<Person, 'network'>) =>
  new ApiClient(origin, { 'CF-Connecting-IP': network });

export async function newPerson(origin: string, round: number): Promise<Person> {
  const network = nextNetwork();
  const email = `crash-${round}-${count}@example.com`;
  const main = await signUp(origin, { email, password: PASSWORD }, clientOf(origin, { network }));
  const { secret, recoveryCodes } = await enroll(main, { email, password: PASSWORD });
  const { session } = await main.call<{ session: { user: { id: string } } }>('GET', '/v1/session');
  const { factors } = await main.call<{ factors: { id: string; method: string }[] }>('GET', '/v1/factors');
  const factorId = factors.find(({ method }) => method === 'totp')!.id;
  const codes = recoveryCodes!;
  const person = {
    userId: session.user.id,
    email,
    password: PASSWORD,
    secret: secret!,
    factorId,
    codes,
    network,
  };
  return { ...person, main, helper: await signInWithRecoveryCode(origin, person, codes.pop()!) };
}

/** Passes the first step in a new client. */
export async function passwordStep(
  origin: string,
  person: Pick<Person, 'email' | 'password' | 'network'>,
): Promise<ApiClient> {
  const client = clientOf(origin, person);
  await client.call('POST', '/v1/sign-in', { email: person.email, password: person.password });
  return client;
}

export async function beginChallenge(client: ApiClient, method: string): Promise<string> {
  const begun = await client.call<{ challenge: { id: string } }>('POST', '/v1/challenges', {
    purpose: 'sign-in',
    method,
  });
  return begun.challenge.id;
}

export async function signInWithRecoveryCode(
  origin: string,
  person: Pick<Person, 'email' | 'password' | 'network'>,
  code: string,
): Promise<ApiClient> {
  const client = await passwordStep(origin, person);
  await client.call('POST', `/v1/challenges/${await beginChallenge(client, 'recovery-code')}/verify`, {
    code,
  });
  return client;
}
