import { connect, type Socket } from 'node:net';
import type { RawRequest } from './request.ts';
import { type RawResponse, ResponseReader } from './response-reader.ts';

/** A slice that takes longer than this is broken, not slow. */
const LONGEST_MS = 120_000;

export interface Load {
  /** In the order of the requests. */
  responses: RawResponse[];
  /** Milliseconds from the first byte sent to the last byte read, one a request, in their order. */
  latencies: Float64Array;
  elapsedMs: number;
  /** What `reading` said as each request was sent, and at the end. */
  readings: number[];
}

/**
 * Sends each request once, over so many keep-alive connections to this machine, each connection one
 * request at a time. Bounded by the list: it never sends more than it was given.
 * @param reading is taken before each request, as of the processor's time: of use over one connection
 */
export async function load(
  port: number,
  requests: readonly RawRequest[],
  connections: number,
  reading?: () => number,
): Promise<Load> {
  const sockets = await Promise.all(
    Array.from({ length: Math.min(connections, requests.length) }, () => open(port)),
  );
  const responses = new Array<RawResponse>(requests.length);
  const latencies = new Float64Array(requests.length);
  const readings: number[] = [];
  const read = () => {
    if (reading) readings.push(reading());
  };
  let next = 0;
  const timer = setTimeout(
    () => sockets.forEach((s) => s.destroy(new Error('A slice took too long'))),
    LONGEST_MS,
  );
  const start = performance.now();
  try {
    await Promise.all(
      sockets.map((socket) =>
        drive(socket, (send) => {
          if (next === requests.length) return false;
          const index = next++;
          read();
          const sentAt = performance.now();
          send(requests[index]!, (response) => {
            latencies[index] = performance.now() - sentAt;
            responses[index] = response;
          });
          return true;
        }),
      ),
    );
    const elapsedMs = performance.now() - start;
    read();
    return { responses, latencies, elapsedMs, readings };
  } finally {
    clearTimeout(timer);
    sockets.forEach((socket) => socket.destroy());
  }
}

type Send = (request: RawRequest, answered: (response: RawResponse) => void) => void;

/** Keeps one connection busy until `sendNext` says that nothing is left. */
function drive(socket: Socket, sendNext: (send: Send) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const reader = new ResponseReader();
    let answered: (response: RawResponse) => void = () => {};
    const send: Send = (request, callback) => {
      answered = callback;
      socket.write(request, 'latin1');
    };
    socket.on('data', (bytes: string) => {
      const response = reader.push(bytes);
      if (!response) return;
      answered(response);
      if (!sendNext(send)) resolve();
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The server closed a connection in the middle of a slice')));
    if (!sendNext(send)) resolve();
  });
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.setEncoding('latin1');
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
