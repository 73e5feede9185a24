import type { RawRequest } from './request.ts';
import type { RawResponse } from './response-reader.ts';
import type { Server } from './start-worker.ts';

/** One of the things that are measured beside each other. */
export interface Side {
  name: string;
  server: Server;
  /** Makes requests that will each succeed once, and warms what they touch. Not measured. */
  prepare(count: number): Promise<RawRequest[]>;
  /** Whether that answer means that the work was really done. */
  accepted(response: RawResponse): boolean;
  /** Takes note of a measured slice's answers, in the order of its requests: of new cookies, say. */
  answered?(responses: RawResponse[]): void;
}
