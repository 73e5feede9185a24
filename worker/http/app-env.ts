import type { Call } from '../user/user.ts';

/** What Hono carries through a request. */
export interface AppEnv {
  Bindings: Env;
  Variables: {
    requestId: string;
    /** When the request came in, ms since the epoch. */
    startedAt: number;
    call: Call;
  };
}
