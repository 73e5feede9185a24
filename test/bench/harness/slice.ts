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
  /** Processor time of each request, where it was asked for. */
  cpuTimes: number[];
}

/**
 * Measures prepared requests: nothing but they falls between the two readings of the processor's time.
 * @param ofEach reads it before each request, too, over one connection
 */
export async function slice(
  side: Side,
  requests: RawRequest[],
  connections: number,
  ofEach = false,
): Promise<Slice> {
  const before = side.server.cpuMs();
  const reading = ofEach ? side.server.cpuMs : undefined;
  const { responses, latencies, elapsedMs, readings } = await load(
    side.server.port,
    requests,
    connections,
    reading,
  );
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
    cpuTimes: readings.slice(1).map((now, index) => now - readings[index]!),
  };
}
