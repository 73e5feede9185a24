import { load } from './load.ts';
import type { Side } from './side.ts';

/** A side that goes through an unmeasured slice right before each measured one: for long rounds, in which it cools. */
export function warmed(side: Side): Side {
  return {
    ...side,
    async prepare(count) {
      const { responses } = await load(side.server.port, await side.prepare(count), 16);
      side.answered?.(responses);
      return side.prepare(count);
    },
  };
}
