import type { ApiClient } from '../../../scripts/api-client.ts';
import { beginChallenge, clientOf, passwordStep, type Person } from '../person.ts';
import type { Outcome, Round } from '../round.ts';

/** One code, sent from two half-open sessions at once. */
export interface Submission {
  code: string;
  clients: [ApiClient, ApiClient];
  outcomes: Outcome[];
}

/** Null when the service was killed before the code was sent. */
export async function submitTwice(
  round: Round,
  person: Person,
  method: string,
  code: () => string,
): Promise<Submission | null> {
  const opened = [];
  for (let n = 0; n < 2; n++) {
    const half = await openHalf(round, person, method);
    if (!half) return null;
    opened.push(half);
  }
  const value = code();
  const outcomes = await Promise.all(
    opened.map(({ client, challenge }) =>
      round.change(client, 'POST', `/v1/challenges/${challenge}/verify`, { code: value }),
    ),
  );
  const won = outcomes.filter((outcome) => !outcome.lost && outcome.ok).length;
  round.check(won <= 1, `one ${method} code was accepted ${won} times`);
  const answered = outcomes.every((outcome) => !outcome.lost);
  round.check(!answered || won === 1, `a good ${method} code was refused`);
  return { code: value, clients: [opened[0]!.client, opened[1]!.client], outcomes };
}

async function openHalf(round: Round, person: Person, method: string) {
  const client = clientOf(round.origin, person);
  const signIn = await round.change(client, 'POST', '/v1/sign-in', {
    email: person.email,
    password: person.password,
  });
  if (signIn.lost) return null;
  round.check(signIn.ok, `a right password was refused: ${signIn.problem}`);
  const begun = await round.send(client, 'POST', '/v1/challenges', { purpose: 'sign-in', method });
  if (begun.lost) return null;
  round.check(begun.ok, `a challenge was refused: ${begun.problem}`);
  return { client, challenge: (begun.body['challenge'] as { id: string }).id };
}

/** Whether the code is known to be spent: it was accepted, or already refused to one of the two. */
export const isSpent = ({ outcomes }: Submission) => outcomes.some((outcome) => !outcome.lost);

/** What must hold of the sessions of a submission: the acknowledged one is signed in, the other is not. */
export async function verifySessions(round: Round, { clients, outcomes }: Submission): Promise<void> {
  let raised = 0;
  for (const [index, client] of clients.entries()) {
    const outcome = outcomes[index]!;
    const response = await client.request('GET', '/v1/session');
    const stage = response.ok
      ? ((await response.json()) as { session: { stage: string } }).session.stage
      : 'ended';
    if (!outcome.lost) {
      const due = outcome.ok ? 'full' : 'second-factor';
      round.check(stage === due, `an acknowledged session is ${stage}, not ${due}`);
    }
    // A raised session has a new secret: whose answer was lost holds the old one, which is dead.
    if (stage === 'full' || (outcome.lost && stage === 'ended')) raised++;
  }
  round.check(raised <= 1, 'one code raised two sessions');
}

/** Tries a code in a new sign-in. @returns the problem's key, empty when it was accepted */
export async function tryCode(round: Round, person: Person, method: string, code: string): Promise<string> {
  const client = await passwordStep(round.origin, person);
  const challenge = await beginChallenge(client, method);
  const response = await client.request('POST', `/v1/challenges/${challenge}/verify`, { code });
  if (response.ok) return '';
  return ((await response.json()) as { type: string }).type.replace('urn:countersign:problem:', '');
}
