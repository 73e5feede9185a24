import { ApiClient } from '../../../scripts/api-client.ts';
import { signUp } from '../../../scripts/seed.ts';
import type { Outcome, Round } from '../round.ts';
import { waitUntil } from '../wait-until.ts';
import { copiesTo } from './copies.ts';

/** One code that somebody asks for, and what became of it. */
export interface CodeRequest {
  to: string;
  ask: (round: Round) => Promise<Outcome>;
  /** Whether asking anew is asking for the same code, while it lives. */
  repeatable: boolean;
  resend: (round: Round, asked: Record<string, unknown>) => Promise<Outcome>;
  confirm: (round: Round, asked: Record<string, unknown>, code: string) => Promise<Outcome>;
  /** The acknowledgement; null where the answer was lost. */
  asked: Record<string, unknown> | null;
  /** When it may be asked for again, ms since the epoch. */
  resendAt: number;
}

/** Asks for a code, and notes what was promised. */
export async function ask(round: Round, request: CodeRequest): Promise<void> {
  const outcome = await request.ask(round);
  if (outcome.lost) return;
  round.check(outcome.ok, `a code was refused: ${outcome.problem}`);
  request.asked = outcome.body;
  const { resendAt } = (outcome.body['enrollment'] ?? outcome.body) as { resendAt: string };
  request.resendAt = Date.parse(resendAt);
}

/** @returns whether it was promised that a code leaves once more */
export async function resend(round: Round, request: CodeRequest): Promise<boolean> {
  const outcome = await request.resend(round, request.asked!);
  if (outcome.lost) return false;
  round.check(outcome.ok, `a code was not sent again: ${outcome.problem}`);
  return outcome.ok;
}

/** Reads what the mail server got, since nothing is kept in an inbox. */
class MailedClient extends ApiClient {
  override async mailedCode(to: string): Promise<string> {
    await waitUntil(() => copiesTo(to).length > 0);
    return copiesTo(to).at(-1)!.code;
  }
}

let count = 0;
const password = 'violet-anchor-seventh-moon';

/**
 * Signs somebody up, with a network of his own, for whom three codes are to be sent: by text to a number (in a
 * block of its own), by mail to a recovery address, and by mail to a newcomer.
 */
export async function somebodyWhoAsks(origin: string): Promise<CodeRequest[]> {
  const one = ++count;
  const browser = () => new MailedClient(origin, { 'CF-Connecting-IP': `198.19.0.${one}` });
  const client = browser();
  const email = `sends-${one}@example.com`;
  await signUp(origin, { email, password }, client);
  return [
    enrollment(client, 'sms', `+336${String(20_000_000 + 10_000 * one)}`),
    enrollment(client, 'email', `recovery.${email}`),
    newcomer(browser(), `new.${email}`),
  ];
}

function enrollment(client: ApiClient, method: 'sms' | 'email', to: string): CodeRequest {
  const path = (asked: Record<string, unknown>, what: string) =>
    `/v1/enrollments/${(asked['enrollment'] as { id: string }).id}/${what}`;
  return {
    to,
    asked: null,
    resendAt: 0,
    repeatable: true,
    ask: (round) => round.send(client, 'POST', '/v1/enrollments', { method, address: to }),
    resend: (round, asked) => round.send(client, 'POST', path(asked, 'resend')),
    confirm: (round, asked, code) => round.send(client, 'POST', path(asked, 'confirm'), { code }),
  };
}

function newcomer(client: ApiClient, to: string): CodeRequest {
  return {
    to,
    asked: null,
    resendAt: 0,
    // Another sign-up is another flow, with a code of its own.
    repeatable: false,
    ask: (round) => round.send(client, 'POST', '/v1/accounts', { email: to, password }),
    resend: (round, { flow }) => round.send(client, 'POST', '/v1/accounts/resend', { flow }),
    confirm: (round, { flow }, code) => round.send(client, 'POST', '/v1/accounts/confirm', { flow, code }),
  };
}
