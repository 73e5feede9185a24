import { bare } from '../candidates/bare.ts';
import { signInWithTotp, type Users } from '../candidates/countersign.ts';
import { GATE_CONNECTIONS } from '../connections.ts';
import type { Goal } from '../harness/goals.ts';
import { interleave } from '../harness/interleave.ts';
import { printSummaries } from '../harness/print-summaries.ts';
import type { Server } from '../harness/start-worker.ts';
import type { Scale } from '../scale.ts';

/** workerd evicts an object that was idle for 10 s. */
const EVICTED_AFTER_MS = 12_000;

/** Verify TOTP where every object was evicted before its request, beside a bare object call likewise. */
export async function cold(scale: Scale, bareServer: Server, users: Users): Promise<Goal[]> {
  const sides = [await bare('cold', bareServer, scale.coldRequests), signInWithTotp(users)];
  const summaries = await interleave(sides, {
    rounds: scale.coldRounds,
    connections: GATE_CONNECTIONS,
    requests: [scale.coldRequests, scale.coldRequests],
    pauseMs: EVICTED_AFTER_MS,
  });
  printSummaries('Cold: each object evicted (12 s untouched), then one request', [
    { connections: GATE_CONNECTIONS, sides: summaries },
  ]);
  return [
    {
      what: 'cold verify TOTP',
      value: summaries[1]!.ratio,
      unit: "× a cold bare object call's CPU",
      atMost: 1.5,
    },
  ];
}
