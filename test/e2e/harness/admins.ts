import type { BrowserContext } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '../../../schema/api/role.ts';
import { ApiClient } from '../../../scripts/api-client.ts';
import type { LocalService } from '../../../scripts/local-service.ts';
import { originOf } from '../../../scripts/local-service.ts';
import { enroll, signUp } from '../../../scripts/seed.ts';
import type { TwoStepPerson } from './people.ts';
import { signUpWithTwoStep, somebody } from './people.ts';
import { ORIGIN } from './service.ts';
import { playwrightWorkers } from './workers.ts';

const REASON = 'For a test';

/** Where the owners of the common service are kept: one for each of Playwright's processes, each in a file of his own. */
const FOLDER = 'E2E_OWNERS';
const fileOf = (index: number) => join(process.env[FOLDER]!, `owner-${index}.json`);

/** Makes the service's owners: the first by its link, the others by him. */
export async function makeOwners(service: LocalService, token: string): Promise<void> {
  const origin = originOf(service);
  process.env[FOLDER] = service.state;
  let first: ApiClient | undefined;
  for (let i = 0; i < playwrightWorkers; i++) {
    const person = somebody();
    const client = await signUp(origin, person);
    writeFileSync(fileOf(i), JSON.stringify(await enroll(client, person)));
    if (first)
      await first.call('POST', '/v1/admin/roles', { email: person.email, role: 'owner', reason: REASON });
    else await client.call('POST', '/v1/admin/claim', { token });
    first ??= client;
  }
}

let signedIn: Promise<{ client: ApiClient; password: string }> | undefined;

/** This process's owner, signed in with a recovery code that no process before it has used. */
async function signInAsOwner(): Promise<{ client: ApiClient; password: string }> {
  const file = fileOf(Number(process.env['TEST_PARALLEL_INDEX'] ?? 0));
  const { recoveryCodes, ...owner } = JSON.parse(readFileSync(file, 'utf8')) as TwoStepPerson;
  const { email, password } = owner;
  const code = recoveryCodes.pop();
  writeFileSync(file, JSON.stringify({ ...owner, recoveryCodes }));
  const client = new ApiClient(ORIGIN);
  await client.call('POST', '/v1/sign-in', { email, password });
  const body = { purpose: 'sign-in', method: 'recovery-code' };
  const { challenge } = await client.call<{ challenge: { id: string } }>('POST', '/v1/challenges', body);
  await client.call('POST', `/v1/challenges/${challenge.id}/verify`, { code });
  return { client, password };
}

/** What only an owner may do, as one. */
export async function asOwner<T>(method: string, path: string, body?: object): Promise<T> {
  signedIn ??= signInAsOwner();
  const { client, password } = await signedIn;
  await client.call('POST', '/v1/session/reauthenticate', { password });
  return client.call<T>(method, path, body);
}

export const giveRole = (email: string, role: Role) =>
  asOwner('POST', '/v1/admin/roles', { email, role, reason: REASON });

/** Has an account tell D1 now what it would tell in some seconds: the lists of administrators are read there. */
export async function tellDirectory(email: string): Promise<void> {
  const { people } = await asOwner<{ people: { id: string }[] }>('GET', `/v1/admin/people?q=${email}`);
  await asOwner('GET', `/v1/admin/people/${people[0]!.id}`);
}

/** Signs up with two-step verification and a role; the browser is signed in. */
export async function signUpAs(context: BrowserContext, role: Role): Promise<TwoStepPerson> {
  const person = await signUpWithTwoStep(context);
  await giveRole(person.email, role);
  return person;
}
