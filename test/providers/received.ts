/** Something that a provider was asked for. */
export interface Received {
  provider: string;
  to: string;
  [what: string]: unknown;
}

/** All that the providers of this process received, oldest first. */
export const received: Received[] = [];
