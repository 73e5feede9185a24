import type { Side } from '../harness/side.ts';
import { STEP_MS, totp } from '../harness/totp.ts';
import { beginChallenges, type Users, verify } from './countersign.ts';
import { all } from './countersign-accounts.ts';

/** What the requests carry; the object puts the right code in its place (countersign-hot.worker.ts). */
const PLACEHOLDER = '000000';

/**
 * One user who verifies on many connections at once. A step serves once and steps only go up, but requests
 * on several connections overtake each other: so the object's clock goes on one step at each answer, in the
 * order in which answers reach it, and the answer's code is that step's.
 */
export function hotUser(users: Users): Side {
  const account = users.accounts[0]!;
  return {
    name: 'Countersign: verify TOTP',
    server: users.server,
    accepted: ({ status, body }) => status === 200 && body.includes('"stage":"full"'),
    async prepare(count) {
      const offsets = Array.from({ length: count + 1 }, (_, index) => users.aheadMs + (2 + index) * STEP_MS);
      // Begun at the end of those steps, so that no challenge is too old at its own.
      await users.advance(offsets.at(-1)! - users.aheadMs);
      const challenges = await beginChallenges(
        users.server,
        Array<typeof account>(count + 1).fill(account),
        'totp',
      );
      const timeMs = Date.now();
      await users.server.setAnswers(
        offsets.map((offset) => ({ code: totp(account.secret, timeMs + offset), offset })),
      );
      const [first, ...others] = challenges.map((challenge) => verify(challenge, PLACEHOLDER));
      // One ahead: it opens the factor's secret, and only while that is closed does an answer wait for anything.
      await all(users.server, [first!], 200);
      return others;
    },
  };
}
