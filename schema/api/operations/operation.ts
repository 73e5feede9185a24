import type { GenericSchema } from 'valibot';
import type { ProblemCode } from '../problem.ts';
import type { Permission } from '../role.ts';

/** One operation of the API, for its description at /openapi.json. A test holds this list to the routes. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  tag: string;
  summary: string;
  description?: string;
  /**
   * Who may call it: anybody; a session, finished or not; a finished one; a freshly re-authenticated one; one of
   * account recovery; a push device.
   */
  session: 'none' | 'half' | 'full' | 'fresh' | 'recovery' | 'device';
  /** Whether a session of account recovery may call it too. */
  recovery?: true;
  /** What an administrator's role must allow. */
  permission?: Permission;
  query?: Record<string, string>;
  body?: GenericSchema;
  status: 101 | 200 | 201 | 202 | 204;
  answer?: GenericSchema;
  /** Refusals beyond those of every request of its kind. */
  problems?: ProblemCode[];
}
