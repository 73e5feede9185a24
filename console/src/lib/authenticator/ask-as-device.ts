import type { AuthenticatorSettings } from '#schema/api/push.ts';
import { ProblemError } from '#lib/problem-error.ts';
import { deviceNow, learnDeviceTime } from './device-clock.ts';
import { sign } from './device-key.ts';
import type { HeldAccount } from './held-account.ts';
import { signedText } from './signed-text.ts';

/** Who asks, and with which key. */
export type Signer = Pick<HeldAccount, 'device' | 'signingKey'>;

const PREFIX = '/v1/authenticator';

/** A signature over a request of now, or of a time that is part of what it says. */
export async function signRequest(
  { device, signingKey }: Signer,
  asked: { method: string; path: string; body: string },
  time = deviceNow(),
) {
  return { device, time, signature: await sign(signingKey, await signedText(asked, device, time)) };
}

/**
 * The service's answer to a request that this device signs; undefined where it has no body.
 * @param at the time that is signed, where it is part of what is asked
 * @throws ProblemError
 */
export async function askAsDevice<T>(
  signer: Signer,
  method: 'GET' | 'POST' | 'PUT',
  resource: string,
  json?: object,
  at?: number,
): Promise<T> {
  const path = PREFIX + resource;
  const body = json === undefined ? '' : JSON.stringify(json);
  const send = async () => {
    const { device, time, signature } = await signRequest(signer, { method, path, body }, at);
    return sent(path, method, body, {
      Authorization: `Countersign-Device ${device}, time=${time}, signature=${signature}`,
    });
  };
  try {
    return (await send()) as T;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'device-clock' || at !== undefined) throw error;
    learnDeviceTime(error.serverTime ?? null);
    return (await send()) as T;
  }
}

/** Joins: the one request that needs no device yet. @throws ProblemError */
export const askToJoin = <T>(json: object): Promise<T> =>
  sent(`${PREFIX}/devices`, 'POST', JSON.stringify(json), {}) as Promise<T>;

/** What this service says of itself. @throws ProblemError */
export const askSettings = (): Promise<AuthenticatorSettings> =>
  sent(PREFIX, 'GET', '', {}) as Promise<AuthenticatorSettings>;

async function sent(path: string, method: string, body: string, headers: Record<string, string>) {
  // Whoever is signed in on this browser has nothing to do with it.
  const response = await fetch(path, {
    method,
    credentials: 'omit',
    headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body }),
  }).catch(() => {
    throw new ProblemError('unreachable');
  });
  learnDeviceTime(response.headers.get('date'));
  if (!response.ok) throw await ProblemError.fromResponse(response);
  return response.status === 204 ? undefined : ((await response.json()) as unknown);
}
