import { ApiClient } from './api-client.ts';
import type { DemoAccount } from './seed.ts';
import { enroll, signUp } from './seed.ts';
import { steadyStep } from './steady-step.ts';
import { totpCode } from './totp-code.ts';

/** What administrators find to do: their queue, their lock list and their reports. */
export interface SeededQueue {
  /** Two-step verification; asks for a reset, the password being proven. */
  asking: DemoAccount;
  /** After wrong passwords of somebody: for a while. */
  locked: DemoAccount;
  /** By the link of a notice, until a new password is set. */
  lockedByOwner: DemoAccount;
}

const WRONG_PASSWORDS = 5;
const WORDS = 'My phone is in the lake, and the codes were in it.';

/**
 * Makes people who wait for an administrator, and sign-ins and failures of each kind.
 * @param domain of their addresses
 * @param headers sent with every request
 */
export async function seedQueue(
  origin: string,
  domain = 'example.com',
  headers: Record<string, string> = {},
): Promise<SeededQueue> {
  const client = () => new ApiClient(origin, headers);
  const asking = { email: `marie@${domain}`, password: 'olive-paper-hidden-stream' };
  const locked = { email: `louis@${domain}`, password: 'brass-kettle-early-snow' };
  const lockedByOwner = { email: `paula@${domain}`, password: 'linen-harbour-second-star' };

  const owner = await signUp(origin, asking, client());
  const enrolled = await enroll(owner, asking);
  await owner.call('DELETE', '/v1/session');
  await signInWithApp(owner, enrolled);
  await owner.call('DELETE', '/v1/session');
  await owner.call('POST', '/v1/sign-in', asking);
  await owner.call('POST', '/v1/recovery/account/help', { words: WORDS });

  await signUp(origin, lockedByOwner, client());
  await client().call('POST', '/v1/sign-in', lockedByOwner);
  const token = await owner.mailed(lockedByOwner.email, /\/not-me#(\S+)/);
  await client().call('POST', '/v1/recovery/not-me/lock', { token });

  await signUp(origin, locked, client());
  const stranger = client();
  for (let i = 0; i < WRONG_PASSWORDS; i++)
    await stranger.request('POST', '/v1/sign-in', { ...locked, password: 'not-this-one-either' });
  return { asking: enrolled, locked, lockedByOwner };
}

/** A wrong code, then the right one. */
async function signInWithApp(client: ApiClient, { email, password, secret }: DemoAccount): Promise<void> {
  await client.call('POST', '/v1/sign-in', { email, password });
  const body = { purpose: 'sign-in', method: 'totp' };
  const { challenge } = await client.call<{ challenge: { id: string } }>('POST', '/v1/challenges', body);
  const verify = `/v1/challenges/${challenge.id}/verify`;
  await client.request('POST', verify, { code: totpCode(secret!, 1000) });
  await steadyStep();
  await client.call('POST', verify, { code: totpCode(secret!) });
}
