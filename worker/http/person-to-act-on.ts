import type { Context } from 'hono';
import { findPerson, type DirectoryPerson } from '../directory/find-person.ts';
import { mayActOn } from '../../schema/may-act-on.ts';
import { Refused } from '../refused.ts';
import type { AppEnv } from './app-env.ts';

/**
 * The person that an administrator's act is about, after `may`. Nobody acts on himself, nor upwards.
 * @throws Refused not-found, not-permitted
 */
export async function personToActOn(c: Context<AppEnv>, id: string): Promise<DirectoryPerson> {
  const admin = c.get('admin');
  const person = await findPerson(c.env.DB, id);
  if (!person) throw new Refused('not-found');
  if (person.id === admin.userId || !mayActOn(admin.role, person.role)) throw new Refused('not-permitted');
  return person;
}
