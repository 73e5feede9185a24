import { cookies } from '../harness/cookies.ts';
import { load } from '../harness/load.ts';
import { type RawRequest, rawRequest } from '../harness/request.ts';
import type { RawResponse } from '../harness/response-reader.ts';
import { base32, totp } from '../harness/totp.ts';
import { COUNTERSIGN_ORIGIN } from './countersign-settings.ts';
import type { Countersign } from './start-countersign.ts';

export const PASSWORD = 'correct horse battery staple';

/** Sign-in and sign-up answer at a fixed mark after the request, so making many takes many connections. */
export const PREPARING_CONNECTIONS = 200;

export interface NewAccount {
  email: string;
  recoveryCodes: string[];
  /** The cookies of a browser that is signed in, and known to the account. */
  browser: string;
}

export interface Account extends NewAccount {
  /** The TOTP secret. */
  secret: Buffer;
}

/** Makes accounts with recovery codes, which live from the first factor on; all through the API as a browser would. */
export async function signUp(server: Countersign, prefix: string, count: number): Promise<NewAccount[]> {
  const emails = Array.from({ length: count }, (_, index) => `${prefix}${index}@example.test`);
  const signUps = await all(
    server,
    emails.map((email) => post('/v1/accounts', { email, password: PASSWORD })),
    202,
  );
  const mail = await mailTo(server, emails);
  const confirmed = await all(
    server,
    signUps.map(({ body }, index) => {
      const code = /\b\d{6}\b/.exec(mail[emails[index]!]!)![0];
      return post('/v1/accounts/confirm', { flow: JSON.parse(body).flow, code });
    }),
    200,
  );
  const jars = confirmed.map(({ head }) => cookies(head));
  const sets = await all(
    server,
    jars.map((jar) => post('/v1/recovery-codes', {}, jar)),
    201,
  );
  return emails.map((email, index) => ({
    email,
    recoveryCodes: JSON.parse(sets[index]!.body).codes,
    browser: cookies(sets[index]!.head, jars[index]),
  }));
}

/** Makes accounts with TOTP and recovery codes. */
export async function makeAccounts(
  server: Countersign,
  prefix: string,
  count: number,
  clockMs: () => number,
): Promise<Account[]> {
  const accounts = await signUp(server, prefix, count);
  const begun = await beginEnrollments(server, accounts, 'totp');
  const secrets = begun.map(({ secret }) => base32(secret as string));
  const codes = secrets.map((secret) => ({ code: totp(secret, clockMs()) }));
  await confirmEnrollments(server, accounts, begun, codes);
  return accounts.map((account, index) => ({ ...account, secret: secrets[index]! }));
}

export interface BegunEnrollment {
  id: string;
  [member: string]: unknown;
}

/** Begins to enroll a method in each account, and notes its new cookies. */
export async function beginEnrollments(
  server: Countersign,
  accounts: NewAccount[],
  method: string,
): Promise<BegunEnrollment[]> {
  const requests = accounts.map(({ browser }) => post('/v1/enrollments', { method }, browser));
  const responses = await all(server, requests, 201);
  keepCookies(accounts, responses);
  return responses.map(({ body }) => JSON.parse(body).enrollment);
}

/** Confirms what was begun, and notes the new cookies. */
export async function confirmEnrollments(
  server: Countersign,
  accounts: NewAccount[],
  begun: BegunEnrollment[],
  answers: unknown[],
): Promise<void> {
  const requests = accounts.map(({ browser }, index) =>
    post(`/v1/enrollments/${begun[index]!.id}/confirm`, answers[index], browser),
  );
  keepCookies(accounts, await all(server, requests, 200));
}

export function keepCookies(accounts: NewAccount[], responses: RawResponse[]): void {
  responses.forEach(({ head }, index) => {
    const account = accounts[index]!;
    account.browser = cookies(head, account.browser);
  });
}

/** A request as a browser sends it from a page of the same origin. */
export const post = (path: string, body: unknown, cookie?: string): RawRequest =>
  rawRequest({ method: 'POST', path, host: HOST, headers: headersOf(cookie), body });

export const get = (path: string, cookie: string): RawRequest =>
  rawRequest({ method: 'GET', path, host: HOST, headers: headersOf(cookie) });

const HOST = new URL(COUNTERSIGN_ORIGIN).host;

const headersOf = (cookie?: string) => ({
  Origin: COUNTERSIGN_ORIGIN,
  'Sec-Fetch-Site': 'same-origin',
  // As Cloudflare sets it. Mails that this machine asks for are not counted against one network in development.
  'CF-Connecting-IP': '127.0.0.1',
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  ...(cookie ? { Cookie: cookie } : {}),
});

/** Sends requests that prepare something and must all succeed. */
export async function all(
  server: Countersign,
  requests: RawRequest[],
  status: number,
): Promise<RawResponse[]> {
  const { responses } = await load(server.port, requests, PREPARING_CONNECTIONS);
  const wrong = responses.findIndex((response) => response.status !== status);
  if (wrong >= 0) {
    const { status: got, body } = responses[wrong]!;
    throw new Error(
      `Countersign answered ${got} to ${requests[wrong]!.split('\r\n')[0]}: ${body.slice(0, 500)}`,
    );
  }
  return responses;
}

/** Mail leaves after the answer: waits until everybody has some. */
async function mailTo(server: Countersign, emails: string[]): Promise<Record<string, string>> {
  for (const end = performance.now() + 30_000; performance.now() < end;) {
    const mail = await server.mail();
    if (emails.every((email) => mail[email])) return mail;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('Not every sign-up was mailed its code');
}
