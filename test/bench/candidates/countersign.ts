import { cookies } from '../harness/cookies.ts';
import type { Side } from '../harness/side.ts';
import { STEP_MS, totp } from '../harness/totp.ts';
import { type Account, all, keepCookies, makeAccounts, PASSWORD, post } from './countersign-accounts.ts';
import type { Countersign } from './start-countersign.ts';

/**
 * The Worker's clock starts a day ahead, so that what objects put off by an alarm (their projection to D1)
 * falls on a day after the benchmark and into nobody's slice. It is measured apart.
 */
const DAY_AHEAD_MS = 24 * 60 * 60 * 1000;

/** Many users of one Countersign, and its clock. */
export class Users {
  readonly server: Countersign;
  readonly accounts: Account[];
  #aheadMs: number;

  private constructor(server: Countersign, accounts: Account[], aheadMs: number) {
    this.server = server;
    this.accounts = accounts;
    this.#aheadMs = aheadMs;
  }

  static async make(
    server: Countersign,
    prefix: string,
    count: number,
    aheadMs = DAY_AHEAD_MS,
  ): Promise<Users> {
    await server.setClock(aheadMs);
    const accounts = await makeAccounts(server, prefix, count, () => Date.now() + aheadMs);
    return new Users(server, accounts, aheadMs);
  }

  get aheadMs(): number {
    return this.#aheadMs;
  }

  /** The Worker's time. */
  now(): number {
    return Date.now() + this.#aheadMs;
  }

  async advance(byMs: number): Promise<void> {
    this.#aheadMs += byMs;
    await this.server.setClock(this.#aheadMs);
  }
}

/**
 * Verify TOTP to re-authenticate, in a session that stays: objects and what they have compiled stay warm, as
 * they do on the bare side.
 */
export function verifyTotp(users: Users): Side {
  let chosen: Account[] = [];
  return {
    name: 'Countersign: verify TOTP',
    server: users.server,
    accepted,
    async prepare(count) {
      chosen = choose(users.accounts, count);
      await nextStep(users);
      const begin = { purpose: 'reauthentication', method: 'totp' };
      const begun = await all(
        users.server,
        chosen.map(({ browser }) => post('/v1/challenges', begin, browser)),
        201,
      );
      return begun.map(({ body }, index) => {
        const { browser, secret } = chosen[index]!;
        return verify({ id: challengeId(body), jar: browser }, totp(secret, users.now()));
      });
    },
    answered: (responses) => keepCookies(chosen, responses),
  };
}

/** Verify TOTP as the second step of a sign-in; its password was given and its challenge begun before. */
export function signInWithTotp(users: Users): Side {
  return {
    name: 'Countersign: verify TOTP',
    server: users.server,
    accepted,
    async prepare(count) {
      await nextStep(users);
      const chosen = choose(users.accounts, count);
      const challenges = await beginChallenges(users.server, chosen, 'totp');
      return challenges.map((challenge, index) =>
        verify(challenge, totp(chosen[index]!.secret, users.now())),
      );
    },
  };
}

/** Redeem a recovery code as the second step of a sign-in. Each account has ten of them. */
export function redeemRecoveryCode(users: Users): Side {
  return {
    name: 'Countersign: redeem a recovery code',
    server: users.server,
    accepted,
    async prepare(count) {
      const chosen = choose(users.accounts, count);
      const challenges = await beginChallenges(users.server, chosen, 'recovery-code');
      return challenges.map((challenge, index) => {
        const code = chosen[index]!.recoveryCodes.pop();
        if (!code) throw new Error('Too few accounts: their recovery codes are used up');
        return verify(challenge, code);
      });
    },
  };
}

export const accepted: Side['accepted'] = ({ status, body }) =>
  status === 200 && body.includes('"stage":"full"');

export function choose<A>(accounts: A[], count: number): A[] {
  if (count > accounts.length) throw new Error('A slice has at most one request a user');
  return accounts.slice(0, count);
}

/** One step can be used once: everybody's clock goes on, past the step that served last. */
async function nextStep(users: Users): Promise<void> {
  await users.advance(2 * STEP_MS);
}

export interface BegunChallenge {
  id: string;
  /** The cookies of its session. */
  jar: string;
}

/** Signs in with the password and begins the challenge of the second step, once for each account of the list. */
export async function beginChallenges(
  server: Countersign,
  accounts: Account[],
  method: string,
): Promise<BegunChallenge[]> {
  const devices = accounts.map(({ browser }) => /__Host-device=[^;]+/.exec(browser)?.[0]);
  const signIns = accounts.map(({ email }, index) =>
    post('/v1/sign-in', { email, password: PASSWORD }, devices[index]),
  );
  const jars = (await all(server, signIns, 200)).map(({ head }, index) => cookies(head, devices[index]));
  const begun = await all(
    server,
    jars.map((jar) => post('/v1/challenges', { purpose: 'sign-in', method }, jar)),
    201,
  );
  return begun.map(({ head, body }, index) => ({ id: challengeId(body), jar: cookies(head, jars[index]) }));
}

export const challengeId = (body: string): string => JSON.parse(body).challenge.id;

export const verify = ({ id, jar }: BegunChallenge, code: string) =>
  post(`/v1/challenges/${id}/verify`, { code }, jar);
