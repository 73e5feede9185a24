import type { RawRequest } from './request.ts';
import type { Side } from './side.ts';
import { type Slice, slice } from './slice.ts';
import { median, quantile } from './statistics.ts';

export interface Plan {
  /** Slices a side. */
  rounds: number;
  connections: number;
  /** Requests a slice, for each side: a dear side gets fewer, so that all slices take about as long. */
  requests: number[];
  /** Prepares all sides of a round, then waits so long, then measures them: for what must grow cold. */
  pauseMs?: number;
  /** Also the processor's time of each request, over one connection. */
  ofEach?: boolean;
}

/** What a side showed over all its slices. */
export interface Summary {
  name: string;
  cpuMsPerRequest: number;
  /** CPU per request over that of the first side: the median of the rounds' own ratios. */
  ratio: number;
  /** The lowest and the highest ratio of a round. */
  spread: [number, number];
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Of all slices together. */
  p95Ms: number;
  /** Processor time of single requests, where it was asked for; of all slices together. */
  cpuP50Ms?: number;
  cpuP95Ms?: number;
  requests: number;
  accepted: number;
}

/** Runs the sides in turn, round after round, so that whatever the machine does meets all of them alike. */
export async function interleave(sides: Side[], plan: Plan): Promise<Summary[]> {
  const slices: Slice[][] = sides.map(() => []);
  for (let round = 0; round < plan.rounds; round++) {
    const order = sides.map((_, index) => index);
    if (round % 2) order.reverse();
    const prepare = (index: number) => sides[index]!.prepare(plan.requests[index]!);
    const prepared: RawRequest[][] = [];
    if (plan.pauseMs) {
      for (const index of order) prepared[index] = await prepare(index);
      await new Promise((resolve) => setTimeout(resolve, plan.pauseMs));
    }
    for (const index of order) {
      const requests = prepared[index] ?? (await prepare(index));
      slices[index]!.push(await slice(sides[index]!, requests, plan.connections, plan.ofEach));
    }
  }
  return sides.map((side, index) => summarize(side.name, slices[index]!, slices[0]!));
}

function summarize(name: string, slices: Slice[], reference: Slice[]): Summary {
  const latencies = slices.flatMap((own) => [...own.latencies]);
  const cpuTimes = slices.flatMap((own) => own.cpuTimes);
  const ratios = slices.map((own, round) => cpuPerRequest(own) / cpuPerRequest(reference[round]!));
  return {
    name,
    cpuMsPerRequest: median(slices.map(cpuPerRequest)),
    ratio: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
    requestsPerSecond: median(slices.map((own) => (own.requests / own.elapsedMs) * 1000)),
    p50Ms: median(slices.map((own) => quantile([...own.latencies], 0.5))),
    p99Ms: median(slices.map((own) => quantile([...own.latencies], 0.99))),
    p95Ms: quantile(latencies, 0.95),
    ...(cpuTimes.length > 0 && { cpuP50Ms: median(cpuTimes), cpuP95Ms: quantile(cpuTimes, 0.95) }),
    requests: slices.reduce((sum, own) => sum + own.requests, 0),
    accepted: slices.reduce((sum, own) => sum + own.accepted, 0),
  };
}

function cpuPerRequest({ cpuMs, requests }: Slice): number {
  return cpuMs / requests;
}
