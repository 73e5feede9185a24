import { betterAuth } from '../candidates/better-auth.ts';
import { betterAuthPasskeys } from '../candidates/better-auth-passkeys.ts';
import { verifyTotp, type Users } from '../candidates/countersign.ts';
import { type PasskeyUsers, verifyPasskey } from '../candidates/countersign-passkeys.ts';
import { startBetterAuthOnNode, startBetterAuthOnWorkerd } from '../candidates/start-better-auth.ts';
import { GATE_CONNECTIONS } from '../connections.ts';
import type { Goal } from '../harness/goals.ts';
import { interleave } from '../harness/interleave.ts';
import { printSummaries } from '../harness/print-summaries.ts';
import type { Side } from '../harness/side.ts';
import { warmed } from '../harness/warmed.ts';
import type { Scale } from '../scale.ts';

const PEER_USERS = 40;

const WORKERD = 'better-auth on workerd with D1';
const NODE = 'better-auth on Node with SQLite';

/** The same steps by better-auth: on the same workerd with D1, and on Node with SQLite. */
export async function peers(
  scale: Scale,
  users: Users,
  passkeys: PasskeyUsers,
  directory: string,
): Promise<Goal[]> {
  const onWorkerd = await startBetterAuthOnWorkerd(`${directory}/better-auth-workerd`);
  const onNode = await startBetterAuthOnNode(directory);
  try {
    // Passkeys first: codes put the Worker's clock on, and sessions end when nothing is done in them.
    const asserting = await beside(scale, 'Passkey assertion verify beside better-auth, warm', [
      warmed(verifyPasskey(passkeys)),
      await betterAuthPasskeys(WORKERD, onWorkerd, PEER_USERS),
      await betterAuthPasskeys(NODE, onNode, PEER_USERS),
    ]);
    const answering = await beside(scale, 'Sign-in challenge verify beside better-auth, warm', [
      warmed(verifyTotp(users)),
      await betterAuth(WORKERD, onWorkerd, PEER_USERS),
      await betterAuth(NODE, onNode, PEER_USERS),
    ]);
    const unit = "× Countersign's CPU";
    return [
      { what: `passkeys, ${WORKERD}`, value: asserting.workerd, unit, atLeast: 10 },
      { what: `passkeys, ${NODE}`, value: asserting.node, unit, atLeast: 4.5 },
      { what: WORKERD, value: answering.workerd, unit, atLeast: 18 },
      { what: NODE, value: answering.node, unit, atLeast: 7 },
    ];
  } finally {
    await onWorkerd.stop();
    await onNode.stop();
  }
}

/** @param sides Countersign, better-auth on workerd, better-auth on Node. @returns the latter two's ratios to ours */
async function beside(
  scale: Scale,
  title: string,
  sides: Side[],
): Promise<{ workerd: number; node: number }> {
  const requests = [scale.requests, scale.peerRequests, scale.peerRequests * 2];
  await interleave(sides, { rounds: 1, connections: GATE_CONNECTIONS, requests });
  const plan = { rounds: scale.peerRounds, connections: GATE_CONNECTIONS, requests };
  const summaries = await interleave(sides, plan);
  printSummaries(title, [{ connections: GATE_CONNECTIONS, sides: summaries }]);
  return { workerd: summaries[1]!.ratio, node: summaries[2]!.ratio };
}
