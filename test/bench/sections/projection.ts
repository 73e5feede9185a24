import { signInWithTotp, Users } from '../candidates/countersign.ts';
import type { Countersign } from '../candidates/start-countersign.ts';
import { load } from '../harness/load.ts';
import { STEP_MS } from '../harness/totp.ts';
import type { Scale } from '../scale.ts';

const QUIET_MS = 1_500;

/**
 * What follows verifications later, by alarm: their projection to D1, at the machine's own time. Shown, not a
 * goal: no request waits for it, and the local D1 is a simulator.
 */
export async function projection({ coldRequests }: Scale, server: Countersign): Promise<void> {
  // Two steps behind, since preparing puts the clock two steps on: to the machine's own time.
  const users = await Users.make(server, 'projected', coldRequests, -2 * STEP_MS);
  const requests = await signInWithTotp(users).prepare(coldRequests);
  await quiet(server);
  await load(server.port, requests, 16);
  const before = server.cpuMs();
  await quiet(server);
  const perUser = (server.cpuMs() - before) / coldRequests;
  console.log(
    `\nProjection to D1 afterwards, by alarm, one batch a user: ${perUser.toFixed(2)} ms CPU a user (local simulator)`,
  );
}

/** Waits until the alarms (2 s after a change) have run and the process rests. */
async function quiet(server: Countersign): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  for (let last = -1, now = server.cpuMs(); now - last > 20; now = server.cpuMs()) {
    last = now;
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
}
