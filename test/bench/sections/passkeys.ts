import { bare } from '../candidates/bare.ts';
import { type PasskeyUsers, verifyPasskey } from '../candidates/countersign-passkeys.ts';
import { CONNECTIONS, GATE_CONNECTIONS } from '../connections.ts';
import type { Goal } from '../harness/goals.ts';
import { interleave, type Summary } from '../harness/interleave.ts';
import { printSummaries } from '../harness/print-summaries.ts';
import type { Server } from '../harness/start-worker.ts';
import type { Scale } from '../scale.ts';

const BARE_TIMES = 3;

/** Many users, one request each a slice: verify a passkey's assertion, beside the bare limit. */
export async function passkeys(scale: Scale, bareServer: Server, users: PasskeyUsers): Promise<Goal[]> {
  const { rounds } = scale;
  const sides = [await bare('passkeys', bareServer, scale.users), verifyPasskey(users)];
  const requests = [BARE_TIMES * scale.requests, scale.requests];
  // Once unmeasured, until the compilers of both have seen the code.
  await interleave(sides, { rounds: 1, connections: GATE_CONNECTIONS, requests });
  const blocks: { connections: number; sides: Summary[] }[] = [];
  for (const connections of CONNECTIONS) {
    blocks.push({ connections, sides: await interleave(sides, { rounds, connections, requests }) });
  }
  printSummaries(`Passkeys, many users (${scale.users}), warm`, blocks);
  const verifying = blocks.find(({ connections }) => connections === GATE_CONNECTIONS)!.sides[1]!.ratio;
  return [
    {
      what: 'verify a passkey, many users',
      value: verifying,
      unit: `× the bare limit's CPU at ${GATE_CONNECTIONS} connections`,
      atMost: 2.5,
      stretch: 1.9,
    },
  ];
}
