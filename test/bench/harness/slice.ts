import { load } from './load.ts';
import type { RawRequest } from './request.ts';
import type { Side } from './side.ts';

/** What one slice of load showed. */
export interface Slice {
  requests: number;
  accepted: number;
  cpuMs: number;
  elapsedMs: number;
  latencies: Float64Array;
}

/** Measures prepared requests: nothing but they falls between the two readings of the processor's time. */
export async function slice(side: Side, requests: RawRequest[], connections: number): Promise<Slice> {
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
