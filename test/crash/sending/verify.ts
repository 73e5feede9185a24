import type { Outcome, Round } from '../round.ts';
import { waitUntil } from '../wait-until.ts';
import { ask, type CodeRequest } from './code-request.ts';
import { copiesTo } from './copies.ts';

/**
 * What must come about by itself after a start: each code that was promised is there. Who got no answer asks again,
 * which is for the same code where the first asking counted.
 */
export async function verifyArrival(round: Round, requests: CodeRequest[]): Promise<void> {
  const missing = () => requests.filter(({ to, asked }) => asked !== null && copiesTo(to).length === 0);
  await waitUntil(() => missing().length === 0);
  round.check(missing().length === 0, `${missing().length} promised codes never left`);
  const unanswered = requests.filter(({ asked, repeatable }) => asked === null && repeatable);
  await Promise.all(unanswered.map((request) => ask(round, request)));
  await waitUntil(() => missing().length === 0);
  round.check(missing().length === 0, `${missing().length} codes that were asked for anew never left`);
  for (const request of requests) verifyOneCode(round, request);
}

/** Each of these arrives more often than before. */
export async function verifyAgain(round: Round, before: Map<string, number>): Promise<void> {
  const missing = () => [...before].filter(([to, count]) => copiesTo(to).length <= count);
  await waitUntil(() => missing().length === 0);
  round.check(before.size > 0, 'the kill found nothing on its way');
  round.check(missing().length === 0, `${missing().length} codes were not sent again`);
}

/** The code of all the copies is the one that works. */
export async function verifyConfirmation(round: Round, request: CodeRequest): Promise<void> {
  verifyOneCode(round, request);
  const [copy] = copiesTo(request.to);
  if (!copy) return;
  const outcome = await request.confirm(round, request.asked!, copy.code);
  round.check(!outcome.lost && outcome.ok, `the code of all copies was refused: ${problemOf(outcome)}`);
}

const problemOf = (outcome: Outcome) => (outcome.lost ? 'no answer' : outcome.problem);

function verifyOneCode(round: Round, { to }: CodeRequest): void {
  const copies = copiesTo(to);
  const codes = new Set(copies.map(({ code }) => code));
  round.check(codes.size <= 1, `${codes.size} different codes were sent for one challenge`);
}
