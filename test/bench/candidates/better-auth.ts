import { cookies } from '../harness/cookies.ts';
import { load } from '../harness/load.ts';
import { rawRequest } from '../harness/request.ts';
import type { RawResponse } from '../harness/response-reader.ts';
import type { Side } from '../harness/side.ts';
import type { Server } from '../harness/start-worker.ts';
import { base32, totp } from '../harness/totp.ts';

/** Nothing listens there: only the names in headers must agree. */
export const BETTER_AUTH_ORIGIN = 'http://auth.example.test';

const PASSWORD = 'correct horse battery staple';

interface User {
  email: string;
  secret: Buffer;
}

/**
 * The sign-in challenge of better-auth: the password is given ahead, the measured request is the code.
 * It keeps no replay watermark, so one code may serve again and its clock needs no help.
 */
export async function betterAuth(name: string, server: Server, userCount: number): Promise<Side> {
  const users = await seed(server, userCount);
  return {
    name,
    server,
    accepted: (response) => response.status === 200 && response.body.includes('"token"'),
    async prepare(count) {
      const chosen = Array.from({ length: count }, (_, index) => users[index % users.length]!);
      const signIns = chosen.map(({ email }) => post('/sign-in/email', { email, password: PASSWORD }));
      const { responses } = await load(server.port, signIns, 8);
      return responses.map((response, index) => {
        expect(response, 'twoFactorRedirect');
        const code = totp(chosen[index]!.secret, Date.now());
        return post('/two-factor/verify-totp', { code }, cookies(response.head));
      });
    },
  };
}

/** Signs up. @returns the cookies of each, by address */
export async function signUp(server: Server, prefix: string, count: number): Promise<Map<string, string>> {
  const emails = Array.from({ length: count }, (_, index) => `${prefix}${index}@example.test`);
  const requests = emails.map((email) => post('/sign-up/email', { email, password: PASSWORD, name: 'User' }));
  const { responses } = await load(server.port, requests, 4);
  return new Map(
    responses.map((response, index) => [emails[index]!, cookies(expect(response, '"token"').head)]),
  );
}

async function seed(server: Server, count: number): Promise<User[]> {
  const signedUp = await signUp(server, 'user', count);
  const emails = [...signedUp.keys()];
  const jars = [...signedUp.values()];
  const all = async (requests: string[]) => (await load(server.port, requests, 4)).responses;
  const enabled = await all(jars.map((jar) => post('/two-factor/enable', { password: PASSWORD }, jar)));
  const secrets = enabled.map((response) => {
    const { totpURI } = JSON.parse(expect(response, 'totpURI').body);
    return base32(new URL(totpURI).searchParams.get('secret')!);
  });
  const renewed = jars.map((jar, index) => cookies(enabled[index]!.head, jar));
  const confirmed = await all(
    renewed.map((jar, index) =>
      post('/two-factor/verify-totp', { code: totp(secrets[index]!, Date.now()) }, jar),
    ),
  );
  confirmed.forEach((response) => expect(response, '"token"'));
  return emails.map((email, index) => ({ email, secret: secrets[index]! }));
}

export const post = (path: string, body: unknown, cookie?: string) => request('POST', path, body, cookie);

export const get = (path: string, cookie: string) => request('GET', path, undefined, cookie);

function request(method: 'GET' | 'POST', path: string, body: unknown, cookie?: string) {
  const headers = { Origin: BETTER_AUTH_ORIGIN, ...(cookie ? { Cookie: cookie } : {}) };
  return rawRequest({ method, path: `/api/auth${path}`, host: 'auth.example.test', headers, body });
}

export function expect(response: RawResponse, part: string): RawResponse {
  if (response.status === 200 && response.body.includes(part)) return response;
  throw new Error(
    `better-auth answered ${response.status} where ${part} was expected: ${response.body.slice(0, 300)}`,
  );
}
