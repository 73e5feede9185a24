import type { Person } from './person.ts';
import { projectedEvents, projectedRequests, mailedCodes, type ReadEvent } from './read-model.ts';
import type { Round } from './round.ts';
import { waitUntil } from './wait-until.ts';

/**
 * What must come about by itself after a start, before anybody asks for anything: every acknowledged change is
 * in D1 and every acknowledged mail has left.
 */
export async function verifyOutbox(round: Round): Promise<void> {
  const missing = () => {
    const projected = new Set(projectedRequests(round.state, round.acknowledged));
    return round.acknowledged.filter((id) => !projected.has(id));
  };
  await waitUntil(() => missing().length === 0);
  round.check(missing().length === 0, `${missing().length} acknowledged changes never reached D1`);
  const waiting = () => round.mailDue.filter((address) => mailedCodes(round.state, address).length === 0);
  await waitUntil(() => waiting().length === 0);
  round.check(waiting().length === 0, `${waiting().length} acknowledged mails never left`);
}

/** D1 has each event of a person exactly once: the same as his object, in order, without a gap. */
export async function verifyLedger(round: Round, person: Person): Promise<number> {
  const own = await ownEvents(person);
  const text = (events: ReadEvent[]) =>
    JSON.stringify(events.map(({ seq, type, requestId }) => [seq, type, requestId]));
  const equal = () => text(projectedEvents(round.state, person.userId)) === text(own);
  round.check(await waitUntil(equal), `D1 has not the events that the object of ${person.email} has`);
  round.check(
    own.every(({ seq }, index) => seq === index + 1),
    `the ledger of ${person.email} has gaps or duplicates`,
  );
  return own.length;
}

/** Oldest first. */
async function ownEvents({ main }: Person): Promise<ReadEvent[]> {
  const all: ReadEvent[] = [];
  for (let next: number | null = 999_999_999; next !== null;) {
    const page: { events: ReadEvent[]; next: number | null } = await main.call(
      'GET',
      `/v1/events?before=${next}`,
    );
    all.push(...page.events);
    next = page.next;
  }
  return all.toReversed();
}
