import { load } from './load.ts';
import type { Side } from './side.ts';

/** What one slice of load showed. */
export interface Slice {
  requests: number;
  accepted: number;
  cpuMs: number;
  elapsedMs: number;
  latencies: Float64Array;
}

/** Prepares a slice, then measures it: nothing but the requests themselves falls between the two readings. */
export async function slice(side: Side, count: number, connections: number): Promise<Slice> {
  const requests = await side.prepare(count);
  const before = side.server.cpuMs();
  const { responses, latencies, elapsedMs } = await load(side.server.port, requests, connections);
  const cpuMs = side.server.cpuMs() - before;
  side.answered?.(responses);
  const refused = responses.filter((response) => !side.accepted(response));
  if (refused.length > requests.length / 100) {
    const { status, body } = refused[0]!;
    throw new Error(
      `${side.name} refused ${refused.length} of ${requests.length}: ${status} ${body.slice(0, 300)}`,
    );
  }
  return {
    requests: requests.length,
    accepted: requests.length - refused.length,
    cpuMs,
    elapsedMs,
    latencies,
  };
}
