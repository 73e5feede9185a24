import { DurableObject } from 'cloudflare:workers';
import { MINUTE, now } from '../../clock.ts';

/** Clocks of two machines differ by less. */
const FORGET_AFTER_MS = 1 * MINUTE;

/**
 * One challenge of a sign-in that nobody is known of yet. Each has an object of its own, named by its random
 * id, so exactly one answer takes it, anywhere in the fleet, and no two people ever wait for the same object.
 * Nothing is stored when it is given out (the client's flow token is sealed and carries the end of its life);
 * only what was taken is kept, until the token is dead by itself.
 */
export class PasskeyChallengeObject extends DurableObject<Env> {
  /**
   * @returns whether this call took it; no other call ever will again. After its end nobody does, by this
   * object's clock: that it was taken is forgotten then.
   */
  take(expiresAt: number): boolean {
    if (now() >= expiresAt) return false;
    const { sql } = this.ctx.storage;
    sql.exec('CREATE TABLE IF NOT EXISTS taken (one INTEGER PRIMARY KEY CHECK (one = 1))');
    const taken = sql.exec('INSERT INTO taken VALUES (1) ON CONFLICT DO NOTHING RETURNING 1').toArray();
    if (taken.length > 0) void this.ctx.storage.setAlarm(expiresAt + FORGET_AFTER_MS);
    return taken.length > 0;
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }
}
