import { DurableObject } from 'cloudflare:workers';
import type { Result } from '../refused.ts';
import { Refused } from '../refused.ts';
import { Afterwards } from './afterwards.ts';
import type { Call } from './user.ts';
import { User } from './user.ts';

/**
 * What all calls of a user's object have in common: refusals travel as values, and what was committed gets to the
 * mailbox and to D1 afterwards. These are fields and not methods, since methods could be called over RPC.
 */
export abstract class UserObjectBase extends DurableObject<Env> {
  protected readonly user: User;
  protected readonly afterwards: Afterwards;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.user = new User(ctx.storage, (reason) => ctx.abort(reason));
    this.afterwards = new Afterwards(this.user, ctx, env);
  }

  protected readonly run = async <T>(work: () => T | Promise<T>): Promise<Result<T>> => {
    try {
      return { ok: await work() };
    } catch (error) {
      if (error instanceof Refused) return { refused: error.refusal };
      throw error;
    } finally {
      this.afterwards.committed();
    }
  };

  /** The same for a call that says what the policy is by now. */
  protected readonly runFor = <T>(call: Call, work: () => T | Promise<T>): Promise<Result<T>> => {
    if (call.policy) this.user.hear(call.policy);
    return this.run(work);
  };

  override alarm(): Promise<void> {
    return this.afterwards.alarm();
  }
}
