import type { Role } from '../../schema/api/role.ts';
import type { AdmittedSession } from '../user/sign-in/admit-admin.ts';
import type { Call } from '../user/user.ts';

/** The administrator who asks. */
export interface Admin extends AdmittedSession {
  role: Role;
}

/** What Hono carries through a request. */
export interface AppEnv {
  Bindings: Env;
  Variables: {
    requestId: string;
    /** When the request came in, ms since the epoch. */
    startedAt: number;
    call: Call;
    /** Who asks, in the administrators' routes: set where he is let in (may.ts). */
    admin: Admin;
  };
}
