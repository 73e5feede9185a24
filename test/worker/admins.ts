import { env } from 'cloudflare:workers';
import type { Operation } from '../../schema/api/operations/operation.ts';
import type { Role } from '../../schema/api/role.ts';
import { digest } from '../../worker/crypto/digest.ts';
import type { TwoStepPerson } from './people.ts';
import { withTwoStep } from './people.ts';

/** Somebody with two-step verification and a role, signed in at level 2 or better. */
export async function withRole(role: Role): Promise<TwoStepPerson> {
  const person = await withTwoStep();
  await putRole(person.browser.userId, role);
  return person;
}

/** Writes a role into D1, as nobody but the operator can. */
export const putRole = (userId: string, role: Role) =>
  env.DB.prepare('INSERT OR REPLACE INTO roles (user_id, role, granted_at) VALUES (?, ?, ?)')
    .bind(userId, role, Date.now())
    .run();

/** Puts an owner's link into D1, as `npm run owner-link` does. @returns its token */
export async function ownerLink(expiresAt = Date.now() + 60_000): Promise<string> {
  const token = crypto.randomUUID();
  await env.DB.prepare('INSERT INTO owner_links VALUES (?, ?)').bind(digest(token), expiresAt).run();
  return token;
}

/** Somebody with two-step verification to whom an operation is open: an owner where it asks for a role. */
export const whoMay = ({ permission }: Operation) => (permission ? withRole('owner') : withTwoStep());
