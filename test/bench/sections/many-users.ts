import { bare } from '../candidates/bare.ts';
import { redeemRecoveryCode, type Users, verifyTotp } from '../candidates/countersign.ts';
import { CONNECTIONS, GATE_CONNECTIONS } from '../connections.ts';
import type { Goal } from '../harness/goals.ts';
import { interleave, type Summary } from '../harness/interleave.ts';
import { printSummaries } from '../harness/print-summaries.ts';
import type { Server } from '../harness/start-worker.ts';
import type { Scale } from '../scale.ts';

const BARE_TIMES = 3;

/** Many users, one request each a slice: verify TOTP at each number of connections, recovery codes at one. */
export async function manyUsers(scale: Scale, bareServer: Server, users: Users): Promise<Goal[]> {
  const limit = await bare('many', bareServer, scale.users);
  const totp = verifyTotp(users);
  // The bare side is cheap: more of it, so that its slices take as long as ours.
  const requests = [BARE_TIMES * scale.requests, scale.requests];
  const { rounds } = scale;
  // Once unmeasured, until the compilers of both have seen the code.
  await interleave([limit, totp], { rounds: 1, connections: GATE_CONNECTIONS, requests });
  const blocks: { connections: number; sides: Summary[] }[] = [];
  for (const connections of CONNECTIONS) {
    blocks.push({ connections, sides: await interleave([limit, totp], { rounds, connections, requests }) });
  }
  printSummaries(`Many users (${scale.users}), warm`, blocks);

  const redeeming = await interleave([limit, redeemRecoveryCode(users)], {
    rounds,
    connections: GATE_CONNECTIONS,
    requests,
  });
  printSummaries('Recovery codes, many users, warm', [{ connections: GATE_CONNECTIONS, sides: redeeming }]);

  const verifying = blocks.find(({ connections }) => connections === GATE_CONNECTIONS)!.sides[1]!.ratio;
  const unit = `× the bare limit's CPU at ${GATE_CONNECTIONS} connections`;
  return [
    { what: 'verify TOTP, many users', value: verifying, unit, atMost: 1.8, stretch: 1.5 },
    { what: 'redeem a recovery code', value: redeeming[1]!.ratio, unit, atMost: 1.3 },
  ];
}
