import { betterAuth } from '../candidates/better-auth.ts';
import { verifyTotp, type Users } from '../candidates/countersign.ts';
import { startBetterAuthOnNode, startBetterAuthOnWorkerd } from '../candidates/start-better-auth.ts';
import { GATE_CONNECTIONS } from '../connections.ts';
import type { Goal } from '../harness/goals.ts';
import { interleave } from '../harness/interleave.ts';
import { printSummaries } from '../harness/print-summaries.ts';
import type { Scale } from '../scale.ts';

const PEER_USERS = 40;

/** The same step of the same sign-in by better-auth: on the same workerd with D1, and on Node with SQLite. */
export async function peers(scale: Scale, users: Users, directory: string): Promise<Goal[]> {
  const onWorkerd = await startBetterAuthOnWorkerd(`${directory}/better-auth-workerd`);
  const onNode = await startBetterAuthOnNode(directory);
  try {
    const sides = [
      verifyTotp(users),
      await betterAuth('better-auth on workerd with D1', onWorkerd, PEER_USERS),
      await betterAuth('better-auth on Node with SQLite', onNode, PEER_USERS),
    ];
    const requests = [scale.requests, scale.peerRequests, scale.peerRequests * 2];
    await interleave(sides, { rounds: 1, connections: GATE_CONNECTIONS, requests });
    const plan = { rounds: scale.peerRounds, connections: GATE_CONNECTIONS, requests };
    const summaries = await interleave(sides, plan);
    printSummaries('Sign-in challenge verify beside better-auth, warm', [
      { connections: GATE_CONNECTIONS, sides: summaries },
    ]);
    const [, workerd, node] = summaries;
    const unit = "× Countersign's CPU";
    return [
      { what: 'better-auth on workerd with D1', value: workerd!.ratio, unit, atLeast: 18 },
      { what: 'better-auth on Node with SQLite', value: node!.ratio, unit, atLeast: 7 },
    ];
  } finally {
    await onWorkerd.stop();
    await onNode.stop();
  }
}
