import { DurableObject } from 'cloudflare:workers';
import { now } from '../clock.ts';

/**
 * One challenge of a sign-in that nobody is known of yet. Each has an object of its own, named by its random
 * id, so exactly one answer takes it, anywhere in the fleet, and no two people ever wait for the same object.
 * Nothing is stored when it is given out (the client's flow token is sealed and carries the end of its life);
 * only what was taken is kept, until the token is dead by itself.
 */
export class PasskeyChallengeObject extends DurableObject<Env> {
  /** @returns whether this call took it; no other call ever will again */
  take(expiresAt: number): boolean {
    const { sql } = this.ctx.storage;
    sql.exec('CREATE TABLE IF NOT EXISTS taken (one INTEGER PRIMARY KEY CHECK (one = 1))');
    const taken = sql.exec('INSERT INTO taken VALUES (1) ON CONFLICT DO NOTHING RETURNING 1').toArray();
    if (taken.length > 0) void this.ctx.storage.setAlarm(Math.max(expiresAt, now()) + 1_000);
    return taken.length > 0;
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }
}
