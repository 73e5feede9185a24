import type { ApiClient } from '../../../scripts/api-client.ts';
import { mailedCodes } from '../read-model.ts';
import { clientOf } from '../person.ts';
import type { Activity, Round } from '../round.ts';
import { waitUntil } from '../wait-until.ts';

interface Newcomer {
  email: string;
  client: ApiClient;
  confirmed: 'yes' | 'lost' | 'no';
}

const NEWCOMERS = 3;
const password = 'amber-willow-distant-train';

/** Signs up newcomers: what two objects and D1 take part in. */
export const signUp: Activity<Newcomer[]> = {
  async run(round, person) {
    const journal: Newcomer[] = [];
    for (let n = 1; n <= NEWCOMERS; n++) {
      const entry: Newcomer = {
        email: `new${n}.${person.email}`,
        client: clientOf(round.origin, person),
        confirmed: 'no',
      };
      journal.push(entry);
      const begun = await round.send(entry.client, 'POST', '/v1/accounts', { email: entry.email, password });
      if (begun.lost) break;
      round.check(begun.ok, `a sign-up was refused: ${begun.problem}`);
      round.expectMail(entry.email);
      if (!(await waitUntil(() => round.killed || mailedCodes(round.state, entry.email).length > 0))) break;
      const [code] = mailedCodes(round.state, entry.email);
      if (!code) break;
      const confirmed = await round.change(entry.client, 'POST', '/v1/accounts/confirm', {
        flow: begun.body['flow'],
        code,
      });
      entry.confirmed = confirmed.lost ? 'lost' : 'yes';
      if (confirmed.lost) break;
      round.check(confirmed.ok, `a sign-up's code was refused: ${confirmed.problem}`);
      round.tally.accounts++;
    }
    return journal;
  },

  async verify(round, person, journal) {
    for (const { email, client, confirmed } of journal) {
      const known = await signsIn(round, email, clientOf(round.origin, person));
      if (confirmed === 'yes') {
        round.check((await client.request('GET', '/v1/session')).ok, 'the session of a new account is gone');
        round.check(known, 'an acknowledged account is gone');
      }
      if (confirmed === 'no') round.check(!known, 'there is an account whose address nobody confirmed');
      if (known) continue;
      // The way on: sign up again, or sign in, should the first account have come to stand meanwhile.
      const fresh = clientOf(round.origin, person);
      round.check(
        (await signUpAnew(round, email, fresh)) || (await signsIn(round, email, fresh)),
        `nobody can sign up as ${email} any more`,
      );
    }
  },
};

async function signsIn(round: Round, email: string, client: ApiClient): Promise<boolean> {
  const response = await client.request('POST', '/v1/sign-in', { email, password });
  const { type = '' } = (await response.json()) as { type?: string };
  round.check(response.ok || type.endsWith('wrong-credentials'), `signing in: ${type}`);
  return response.ok;
}

async function signUpAnew(round: Round, email: string, client: ApiClient): Promise<boolean> {
  const before = mailedCodes(round.state, email).length;
  const { flow } = await client.call<{ flow: string }>('POST', '/v1/accounts', { email, password });
  const arrived = await waitUntil(() => mailedCodes(round.state, email).length > before);
  const code = mailedCodes(round.state, email).at(-1);
  return arrived && (await client.request('POST', '/v1/accounts/confirm', { flow, code })).ok;
}
