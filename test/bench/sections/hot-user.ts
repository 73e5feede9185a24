import { bare } from '../candidates/bare.ts';
import type { Users } from '../candidates/countersign.ts';
import { hotUser } from '../candidates/hot-user.ts';
import { CONNECTIONS } from '../connections.ts';
import { interleave, type Summary } from '../harness/interleave.ts';
import { printSummaries } from '../harness/print-summaries.ts';
import type { Server } from '../harness/start-worker.ts';
import type { Scale } from '../scale.ts';

/** One user whom all connections ask for: how far one object goes. Shown, not a goal. */
export async function hotUserSection(scale: Scale, bareServer: Server, users: Users): Promise<void> {
  const sides = [await bare('hot', bareServer, 1), hotUser(users)];
  const requests = [scale.hotRequests, scale.hotRequests];
  await interleave(sides, { rounds: 1, connections: 16, requests });
  const blocks: { connections: number; sides: Summary[] }[] = [];
  for (const connections of CONNECTIONS) {
    blocks.push({
      connections,
      sides: await interleave(sides, { rounds: scale.hotRounds, connections, requests }),
    });
  }
  printSummaries(
    'One hot user, warm (bench-controlled clock: each answer finds the next step, in the order of arrival)',
    blocks,
  );
}
