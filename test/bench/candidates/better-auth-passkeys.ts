import type { CreationOptions, RequestOptions } from '../../../schema/api/passkey.ts';
import { SoftwarePasskey } from '../../worker/software-authenticator/software-passkey.ts';
import { cookies } from '../harness/cookies.ts';
import { load } from '../harness/load.ts';
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
      return Promise.all(
        asked.map(async (response, index) => {
          const options = JSON.parse(expect(response, '"challenge"').body) as RequestOptions;
          const { passkey, browser } = chosen[index]!;
          const credential = { ...(await passkey.answer(options)), clientExtensionResults: {} };
          const jar = cookies(response.head, browser);
          return post('/passkey/verify-authentication', { response: credential }, jar);
        }),
      );
    },
  };
}

async function seed(server: Server, count: number): Promise<User[]> {
  const browsers = [...(await signUp(server, 'passkey', count)).values()];
  const asked = await all(
    server,
    browsers.map((browser) => get('/passkey/generate-register-options', browser)),
  );
  // Their counters stay at 0, as synced passkeys' do: a user's requests may overtake each other in a slice.
  const users = await Promise.all(
    browsers.map(async (browser): Promise<User> => {
      return { browser, passkey: await SoftwarePasskey.make({ origin: BETTER_AUTH_ORIGIN, counter: null }) };
    }),
  );
  const registrations = await Promise.all(
    asked.map(async (response, index) => {
      const options = JSON.parse(expect(response, '"challenge"').body) as CreationOptions;
      const { browser, passkey } = users[index]!;
      const jar = cookies(response.head, browser);
      return post('/passkey/verify-registration', { response: await passkey.register(options) }, jar);
    }),
  );
  (await all(server, registrations)).forEach((response) => expect(response, '"credentialID"'));
  return users;
}

const all = async (server: Server, requests: string[]) => (await load(server.port, requests, 4)).responses;
