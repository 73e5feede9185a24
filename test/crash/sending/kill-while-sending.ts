import type { ChildProcess } from 'node:child_process';
import { migrate, originOf, serve, type LocalService } from '../../../scripts/local-service.ts';
import { beforeAnswer } from '../../providers/before-answer.ts';
import { SMTP_USER } from '../../providers/smtp-server.ts';
import { startProviders } from '../../providers/start-providers.ts';
import { kill, processesOf } from '../kill.ts';
import { Round } from '../round.ts';
import { waitUntil } from '../wait-until.ts';
import { ask, resend, somebodyWhoAsks, type CodeRequest } from './code-request.ts';
import { copiesTo } from './copies.ts';
import { verifyAgain, verifyArrival, verifyConfirmation } from './verify.ts';

const PEOPLE = 4;
/** Of the twelve codes of a burst: how many got as far as the moment of the kill. */
const SOME = 5;
/** So that the kill finds each request at another point. */
const STAGGER_MS = 20;

interface Life {
  service: LocalService;
  running: ChildProcess;
  rounds: Round[];
}

/**
 * Kills the service while it hands codes to a mail server and to Twilio's HTTP API, both on real sockets: while
 * they have messages and have not said so; right upon answers that promise one; and while codes are sent again.
 * Afterwards each that was promised is there at least once, in copies that all say the same code, and it works.
 */
export async function killWhileSending(local: LocalService): Promise<Round[]> {
  const { PROVIDERS_URL, SMTP_PORT } = await startProviders();
  const service = { ...local, vars: providersOf(PROVIDERS_URL, SMTP_PORT) };
  await migrate(service);
  const life: Life = { service, running: await serve(service), rounds: [] };
  try {
    const first = promised(await playHeld(life));
    const second = promised(await playUponAnswers(life));
    const round = await playAgain(life, first);
    // One after the other: a confirmation gives its session a new secret.
    for (const request of [...first, ...second]) await verifyConfirmation(round, request);
    report(round, 'while codes were sent again', first);
  } finally {
    await kill(life.running);
  }
  return life.rounds;
}

const providersOf = (url: string, smtpPort: number) => ({
  EMAIL_DELIVERY: 'smtp',
  SMTP_URL: `smtp://${SMTP_USER.user}:${encodeURIComponent(SMTP_USER.password)}@localhost:${smtpPort}`,
  SMS_DELIVERY: 'twilio',
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_API_KEY_SID: 'SK1',
  TWILIO_API_KEY_SECRET: 'secret',
  TWILIO_FROM: '+15005550006',
  TWILIO_API_URL: url,
});

/** Providers that have messages and do not answer: nobody can have noted that these are out. */
async function playHeld(life: Life): Promise<CodeRequest[]> {
  const requests = await newRequests(life);
  const held = new Set<string>();
  const round = await killDuring(life, requests, ask, () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    beforeAnswer.run = (to) => {
      if (held.add(to).size >= SOME) resolve();
      return new Promise(() => undefined);
    };
    return promise;
  });
  await verifyArrival(round, requests);
  await verifyAgain(round, new Map([...held].map((to) => [to, 1])));
  report(round, 'while providers held messages', requests);
  return requests;
}

/** Answers that promise a code which can hardly have left. */
async function playUponAnswers(life: Life): Promise<CodeRequest[]> {
  const requests = await newRequests(life);
  const round = await killDuring(life, requests, ask, (running) =>
    running.when(({ tally }) => tally.answered >= SOME),
  );
  await verifyArrival(round, requests);
  report(round, 'right upon answers', requests);
  return requests;
}

/** The same codes once more, killed when providers have just said that they took them. */
async function playAgain(life: Life, requests: CodeRequest[]): Promise<Round> {
  await waitUntil(() => requests.every(({ resendAt }) => Date.now() >= resendAt));
  const before = new Map(requests.map(({ to }) => [to, copiesTo(to).length]));
  const resent: string[] = [];
  const round = await killDuring(
    life,
    requests,
    async (running, request) => void ((await resend(running, request)) && resent.push(request.to)),
    () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      let taken = 0;
      beforeAnswer.run = () => {
        if (++taken >= SOME) setImmediate(resolve);
        return Promise.resolve();
      };
      return promise;
    },
  );
  await verifyAgain(round, new Map(resent.map((to) => [to, before.get(to)!])));
  return round;
}

const promised = (requests: CodeRequest[]) => requests.filter(({ asked }) => asked !== null);

const newRequests = async ({ service }: Life) =>
  (await Promise.all(Array.from({ length: PEOPLE }, () => somebodyWhoAsks(originOf(service))))).flat();

/** Runs a burst until the kill's moment, and starts the service again on what the killed one left. */
async function killDuring(
  life: Life,
  requests: CodeRequest[],
  act: (round: Round, request: CodeRequest) => Promise<unknown>,
  momentOf: (round: Round) => Promise<void>,
): Promise<Round> {
  const { service, running, rounds } = life;
  const round = new Round(rounds.length + 1, originOf(service), service.state);
  rounds.push(round);
  const processes = processesOf(running);
  const moment = momentOf(round);
  const burst = Promise.all(
    requests.map(async (request, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * STAGGER_MS));
      if (!round.killed) await act(round, request);
    }),
  );
  await moment;
  round.killed = true;
  await kill(running, processes);
  await burst;
  beforeAnswer.run = () => Promise.resolve();
  life.running = await serve(service);
  return round;
}

function report({ tally, violations }: Round, when: string, requests: CodeRequest[]): void {
  const copies = requests.map(({ to }) => copiesTo(to).length);
  console.log(
    `codes to providers, killed ${when}: ${tally.answered} answered, ${tally.lost} lost, ` +
      `${copies.filter((count) => count > 0).length} codes arrived in ${copies.reduce((sum, count) => sum + count, 0)} messages, ` +
      `${violations.length} broken`,
  );
}
