import type { Actor } from '../user/administered/actor.ts';
import type { Call } from '../user/user.ts';

/** Who started an import, from where: what its events record. */
export interface Starter {
  actor: Actor;
  sessionId: string;
  call: Call;
}
