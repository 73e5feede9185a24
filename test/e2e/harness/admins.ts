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

/** Where the owners of the common service are kept: an owner for each of Playwright's processes. */
const FILE = 'E2E_OWNERS';

/** Makes the service's owners: the first by its link, the others by him. */
export async function makeOwners(service: LocalService, token: string): Promise<void> {
  const origin = originOf(service);
  const owners = [];
  let first: ApiClient | undefined;
  for (let i = 0; i < playwrightWorkers; i++) {
    const person = somebody();
    const client = await signUp(origin, person);
    owners.push(await enroll(client, person));
    if (first)
      await first.call('POST', '/v1/admin/roles', { email: person.email, role: 'owner', reason: REASON });
    else await client.call('POST', '/v1/admin/claim', { token });
    first ??= client;
  }
  const file = join(service.state, 'owners.json');
  writeFileSync(file, JSON.stringify(owners));
  process.env[FILE] = file;
}

let signedIn: Promise<{ client: ApiClient; password: string }> | undefined;

/** This process's owner, signed in with a recovery code that nobody has used. */
async function signInAsOwner(): Promise<{ client: ApiClient; password: string }> {
  const file = process.env[FILE]!;
  const owners = JSON.parse(readFileSync(file, 'utf8')) as TwoStepPerson[];
  const { email, password, recoveryCodes } = owners[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)]!;
  const code = recoveryCodes.pop();
  writeFileSync(file, JSON.stringify(owners));
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

/** Signs up with two-step verification and a role; the browser is signed in. */
export async function signUpAs(context: BrowserContext, role: Role): Promise<TwoStepPerson> {
  const person = await signUpWithTwoStep(context);
  await giveRole(person.email, role);
  return person;
}
