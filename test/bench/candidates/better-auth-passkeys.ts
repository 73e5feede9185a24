import type { CreationOptions, RequestOptions } from '../../../schema/api/passkey.ts';
import { SoftwarePasskey } from '../../worker/software-authenticator/software-passkey.ts';
import { cookies } from '../harness/cookies.ts';
import { load } from '../harness/load.ts';
import type { RawRequest } from '../harness/request.ts';
import type { Side } from '../harness/side.ts';
import type { Server } from '../harness/start-worker.ts';
import { BETTER_AUTH_ORIGIN, expect, get, post, signUp } from './better-auth.ts';

interface User {
  passkey: SoftwarePasskey;
  /** The cookies of a browser that is signed in. */
  browser: string;
}

/**
 * A passkey's assertion at better-auth, by somebody who is signed in: its options are asked for and the
 * assertion is signed ahead, the measured request verifies it.
 */
export async function betterAuthPasskeys(name: string, server: Server, userCount: number): Promise<Side> {
  const users = await seed(server, userCount);
  return {
    name,
    server,
    accepted: (response) => response.status === 200 && response.body.includes('"session"'),
    async prepare(count) {
      const chosen = Array.from({ length: count }, (_, index) => users[index % users.length]!);
      const asked = await all(
        server,
        chosen.map(({ browser }) => get('/passkey/generate-authenticate-options', browser)),
      );
      const requests: RawRequest[] = [];
      // One after the other: each assertion of a passkey counts on, and so does the order of the slice.
      for (const [index, response] of asked.entries()) {
        const options = JSON.parse(expect(response, '"challenge"').body) as RequestOptions;
        const { passkey, browser } = chosen[index]!;
        const credential = { ...(await passkey.answer(options)), clientExtensionResults: {} };
        const jar = cookies(response.head, browser);
        requests.push(post('/passkey/verify-authentication', { response: credential }, jar));
      }
      return requests;
    },
  };
}

async function seed(server: Server, count: number): Promise<User[]> {
  const browsers = [...(await signUp(server, 'passkey', count)).values()];
  const asked = await all(
    server,
    browsers.map((browser) => get('/passkey/generate-register-options', browser)),
  );
  const users: User[] = [];
  const registrations: RawRequest[] = [];
  for (const [index, response] of asked.entries()) {
    const options = JSON.parse(expect(response, '"challenge"').body) as CreationOptions;
    // Its counter stays at 0, as a synced passkey's does: a user's requests overtake each other in a slice.
    const passkey = await SoftwarePasskey.make({ origin: BETTER_AUTH_ORIGIN, counter: null });
    const browser = browsers[index]!;
    users.push({ passkey, browser });
    registrations.push(
      post(
        '/passkey/verify-registration',
        { response: await passkey.register(options) },
        cookies(response.head, browser),
      ),
    );
  }
  (await all(server, registrations)).forEach((response) => expect(response, '"credentialID"'));
  return users;
}

const all = async (server: Server, requests: RawRequest[]) =>
  (await load(server.port, requests, 4)).responses;
