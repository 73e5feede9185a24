import type { CreationOptions, RequestOptions } from '../../../schema/api/passkey.ts';
import { SoftwarePasskey } from '../../worker/software-authenticator/software-passkey.ts';
import type { Side } from '../harness/side.ts';
import { accepted, choose } from './countersign.ts';
import {
  all,
  beginEnrollments,
  confirmEnrollments,
  keepCookies,
  type NewAccount,
  post,
  signUp,
} from './countersign-accounts.ts';
import { COUNTERSIGN_ORIGIN } from './countersign-settings.ts';
import type { Countersign } from './start-countersign.ts';

interface PasskeyAccount extends NewAccount {
  passkey: SoftwarePasskey;
}

/** Many users of one Countersign whose second factor is a passkey (ES256, no attestation, a counter that grows). */
export interface PasskeyUsers {
  server: Countersign;
  accounts: PasskeyAccount[];
}

export async function makePasskeyUsers(
  server: Countersign,
  prefix: string,
  count: number,
): Promise<PasskeyUsers> {
  const accounts = await signUp(server, prefix, count);
  const begun = await beginEnrollments(server, accounts, 'passkey');
  const passkeys = await Promise.all(
    accounts.map(() => SoftwarePasskey.make({ origin: COUNTERSIGN_ORIGIN })),
  );
  const answers = await Promise.all(
    begun.map(async ({ options }, index) => ({
      credential: await passkeys[index]!.register(options as CreationOptions),
    })),
  );
  await confirmEnrollments(server, accounts, begun, answers);
  return { server, accounts: accounts.map((account, index) => ({ ...account, passkey: passkeys[index]! })) };
}

/**
 * Verify an assertion to re-authenticate, in a session that stays, as `verifyTotp` does with a code. The
 * challenge is begun and the assertion signed before the slice.
 */
export function verifyPasskey({ server, accounts }: PasskeyUsers): Side {
  let chosen: PasskeyAccount[] = [];
  return {
    name: 'Countersign: verify passkey',
    server,
    accepted,
    async prepare(count) {
      chosen = choose(accounts, count);
      const begin = { purpose: 'reauthentication', method: 'passkey' };
      const begun = await all(
        server,
        chosen.map(({ browser }) => post('/v1/challenges', begin, browser)),
        201,
      );
      return Promise.all(
        chosen.map(async ({ browser, passkey }, index) => {
          const { challenge } = JSON.parse(begun[index]!.body) as {
            challenge: { id: string; options: RequestOptions };
          };
          const credential = await passkey.answer(challenge.options);
          return post(`/v1/challenges/${challenge.id}/verify`, { credential }, browser);
        }),
      );
    },
    answered: (responses) => keepCookies(chosen, responses),
  };
}
