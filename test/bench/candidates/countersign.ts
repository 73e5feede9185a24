import { cookies } from '../harness/cookies.ts';
import type { RawRequest } from '../harness/request.ts';
import type { Side } from '../harness/side.ts';
import { STEP_MS, totp } from '../harness/totp.ts';
import { type Account, all, makeAccounts, PASSWORD, post } from './countersign-accounts.ts';
import type { Countersign } from './start-countersign.ts';

/**
 * The Worker's clock starts a day ahead, so that what objects put off by an alarm (their projection to D1)
 * falls on a day after the benchmark and into nobody's slice. It is measured apart.
 */
const DAY_AHEAD_MS = 24 * 60 * 60 * 1000;

/** Many users of one Countersign, and how far its clock is ahead of the machine's. */
export interface Users {
  server: Countersign;
  accounts: Account[];
  aheadMs: number;
}

export async function makeUsers(
  server: Countersign,
  prefix: string,
  count: number,
  aheadMs = DAY_AHEAD_MS,
): Promise<Users> {
  await server.setClock(aheadMs);
  return { server, aheadMs, accounts: await makeAccounts(server, prefix, count, () => Date.now() + aheadMs) };
}

/** Verify TOTP: the second step of a sign-in; its password was given and its challenge begun before. */
export function verifyTotp(users: Users): Side {
  return side('Countersign: verify TOTP', users, async (accounts) => {
    // One step can be used once: everybody's clock goes on, past the step that served last.
    users.aheadMs += 2 * STEP_MS;
    await users.server.setClock(users.aheadMs);
    const challenges = await beginChallenges(users.server, accounts, 'totp');
    const timeMs = Date.now() + users.aheadMs;
    return challenges.map((challenge, index) => verify(challenge, totp(accounts[index]!.secret, timeMs)));
  });
}

/** Redeem a recovery code as the second step of a sign-in. Each account has ten of them. */
export function redeemRecoveryCode(users: Users): Side {
  return side('Countersign: redeem a recovery code', users, async (accounts) => {
    const challenges = await beginChallenges(users.server, accounts, 'recovery-code');
    return challenges.map((challenge, index) => {
      const code = accounts[index]!.recoveryCodes.pop();
      if (!code) throw new Error('Too few accounts: their recovery codes are used up');
      return verify(challenge, code);
    });
  });
}

function side(
  name: string,
  { server, accounts }: Users,
  requestsFor: (chosen: Account[]) => Promise<RawRequest[]>,
): Side {
  let next = 0;
  return {
    name,
    server,
    accepted: ({ status, body }) => status === 200 && body.includes('"stage":"full"'),
    async prepare(count) {
      if (count > accounts.length) throw new Error('A slice has at most one request a user');
      const chosen = Array.from({ length: count }, (_, index) => accounts[(next + index) % accounts.length]!);
      next += count;
      return requestsFor(chosen);
    },
  };
}

export interface BegunChallenge {
  id: string;
  /** The cookies of the half-finished sign-in. */
  jar: string;
}

/** Signs in with the password and begins the challenge of the second step, once for each account of the list. */
export async function beginChallenges(
  server: Countersign,
  accounts: Account[],
  method: string,
): Promise<BegunChallenge[]> {
  const signIns = accounts.map(({ email, browser }) =>
    post('/v1/sign-in', { email, password: PASSWORD }, browser),
  );
  const jars = (await all(server, signIns, 200)).map(({ head }, index) =>
    cookies(head, accounts[index]!.browser),
  );
  const begun = await all(
    server,
    jars.map((jar) => post('/v1/challenges', { purpose: 'sign-in', method }, jar)),
    201,
  );
  return begun.map(({ head, body }, index) => ({
    id: JSON.parse(body).challenge.id,
    jar: cookies(head, jars[index]),
  }));
}

export const verify = ({ id, jar }: BegunChallenge, code: string) =>
  post(`/v1/challenges/${id}/verify`, { code }, jar);
