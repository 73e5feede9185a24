import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiClient } from './api-client.ts';
import { steadyStep } from './steady-step.ts';
import { totpCode } from './totp-code.ts';

export interface DemoAccount {
  email: string;
  password: string;
  /** Base32; only where two-step verification is on. */
  secret?: string;
  recoveryCodes?: string[];
}

const PLAIN = { email: 'ada@example.com', password: 'violet-anchor-seventh-moon' };
const OWNER = { email: 'olivia@example.com', password: 'silver-orchard-patient-tide' };
const HELP_DESK = { email: 'henry@example.com', password: 'amber-window-gentle-north' };
const TWO_STEP = { email: 'grace@example.com', password: 'copper-lantern-quiet-harbour' };

/** Where the demo accounts are kept, beside the state. */
export const demoAccountsFile = (state: string) => join(state, 'demo-accounts.json');

/**
 * Signs up the demo accounts through the public API, once, and keeps their credentials beside the state.
 * @param ownerToken of an owner's link; one is made an owner, who makes another one of the help desk
 */
export async function seed(origin: string, state: string, ownerToken: string | null): Promise<DemoAccount[]> {
  const file = demoAccountsFile(state);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[];
  await signUp(origin, PLAIN);
  const accounts: DemoAccount[] = [PLAIN];
  for (const account of [TWO_STEP, HELP_DESK, OWNER]) {
    const client = await signUp(origin, account);
    accounts.push(await enroll(client, account));
    if (account !== OWNER || !ownerToken) continue;
    await client.call('POST', '/v1/admin/claim', { token: ownerToken });
    const role = { email: HELP_DESK.email, role: 'help-desk', reason: 'Demo' };
    await client.call('POST', '/v1/admin/roles', role);
  }
  writeFileSync(file, JSON.stringify(accounts, null, 2));
  return accounts;
}

/** @returns the client, signed in */
export async function signUp(
  origin: string,
  { email, password }: DemoAccount,
  client = new ApiClient(origin),
): Promise<ApiClient> {
  const { flow } = await client.call<{ flow: string }>('POST', '/v1/accounts', { email, password });
  await client.call('POST', '/v1/accounts/confirm', { flow, code: await client.mailedCode(email) });
  return client;
}

/** Turns two-step verification on: recovery codes, then an authenticator app. */
export async function enroll(client: ApiClient, account: DemoAccount): Promise<DemoAccount> {
  const { codes } = await client.call<{ codes: string[] }>('POST', '/v1/recovery-codes');
  const { enrollment } = await client.call<{ enrollment: { id: string; secret: string } }>(
    'POST',
    '/v1/enrollments',
    { method: 'totp' },
  );
  await steadyStep();
  await client.call('POST', `/v1/enrollments/${enrollment.id}/confirm`, {
    code: totpCode(enrollment.secret, -1),
  });
  return { ...account, secret: enrollment.secret, recoveryCodes: codes };
}
