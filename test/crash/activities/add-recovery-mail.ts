import { mailedCodes } from '../read-model.ts';
import { signInWithRecoveryCode, type Person } from '../person.ts';
import type { Activity, Round } from '../round.ts';
import { waitUntil } from '../wait-until.ts';

interface Address {
  address: string;
  /** Null when the answer to the beginning was lost. */
  enrollmentId: string | null;
  confirmed: 'yes' | 'lost' | 'no';
}

/** So few that the checks' own mails stay within the sending limit of six an hour. */
const ADDRESSES = 3;

/** Adds recovery addresses with mailed codes. */
export const addRecoveryMail: Activity<Address[]> = {
  async run(round, person) {
    const journal: Address[] = [];
    for (let n = 1; n <= ADDRESSES; n++) {
      const entry: Address = { address: `${n}.${person.email}`, enrollmentId: null, confirmed: 'no' };
      journal.push(entry);
      const begun = await round.change(person.helper, 'POST', '/v1/enrollments', beginOf(entry.address));
      if (begun.lost) break;
      round.check(begun.ok, `an enrollment was refused: ${begun.problem}`);
      round.mailDue.push(entry.address);
      entry.enrollmentId = (begun.body['enrollment'] as { id: string }).id;
      if (n === ADDRESSES) break;
      if (!(await waitUntil(() => round.killed || mailedCodes(round.state, entry.address).length > 0))) break;
      const [code] = mailedCodes(round.state, entry.address);
      if (!code) break;
      const confirmed = await round.change(
        person.helper,
        'POST',
        `/v1/enrollments/${entry.enrollmentId}/confirm`,
        { code },
      );
      entry.confirmed = confirmed.lost ? 'lost' : 'yes';
      if (confirmed.lost) break;
      round.check(confirmed.ok, `a mailed code was refused: ${confirmed.problem}`);
      round.tally.mails++;
    }
    return journal;
  },

  async verify(round, person, journal) {
    for (const { address } of journal) {
      const codes = new Set(mailedCodes(round.state, address));
      round.check(codes.size <= 1, `${codes.size} different codes were mailed for one enrollment`);
    }
    await verifyConfirmed(round, person, journal);
    const last = journal.at(-1);
    if (last?.confirmed === 'no') await verifyOneLiveCode(round, person, last);
  },
};

const beginOf = (address: string) => ({ method: 'email', address, name: address });

async function verifyConfirmed(round: Round, person: Person, journal: Address[]): Promise<void> {
  // A confirmation whose answer was lost may have given the session a new secret: sign in anew.
  if (!(await person.helper.request('GET', '/v1/session')).ok) {
    const excused = journal.some(({ confirmed }) => confirmed === 'lost');
    round.check(excused, 'an acknowledged session is gone');
    person.helper = await signInWithRecoveryCode(round.origin, person, person.codes.pop()!);
  }
  const names = async () =>
    (await person.helper.call<{ factors: { name: string }[] }>('GET', '/v1/factors')).factors.map(
      ({ name }) => name,
    );
  for (const { address, enrollmentId, confirmed } of journal) {
    const times = (await names()).filter((name) => name === address).length;
    if (confirmed === 'yes') round.check(times === 1, `a confirmed recovery address is there ${times} times`);
    if (confirmed === 'no') round.check(times === 0, 'a recovery address is there that nobody confirmed');
    if (confirmed !== 'lost' || times === 1) continue;
    const [code] = mailedCodes(round.state, address);
    const again = await person.helper.request('POST', `/v1/enrollments/${enrollmentId}/confirm`, { code });
    round.check(again.ok, 'a confirmation that was lost and did not count could not be repeated');
  }
}

/** An address that was begun and not confirmed: beginning again repeats it, and the next one replaces it. */
async function verifyOneLiveCode(
  round: Round,
  person: Person,
  { address, enrollmentId }: Address,
): Promise<void> {
  const begin = async (to: string) => {
    const { enrollment } = await person.helper.call<{ enrollment: { id: string } }>(
      'POST',
      '/v1/enrollments',
      beginOf(to),
    );
    const arrived = await waitUntil(() => mailedCodes(round.state, to).length > 0);
    round.check(arrived, `no code arrived for ${to}`);
    return { id: enrollment.id, codes: [...new Set(mailedCodes(round.state, to))] };
  };
  const first = await begin(address);
  round.check(!enrollmentId || first.id === enrollmentId, 'an acknowledged enrollment was forgotten');
  round.check(first.codes.length === 1, `${first.codes.length} codes were mailed where one lives`);
  const second = await begin(`next.${person.email}`);
  const confirm = (id: string, code: string | undefined) =>
    person.helper.request('POST', `/v1/enrollments/${id}/confirm`, { code });
  const old = await confirm(first.id, first.codes[0]);
  round.check(!old.ok, 'the code of a replaced enrollment still worked: two live codes');
  const crossed = first.codes[0] === second.codes[0] ? null : await confirm(second.id, first.codes[0]);
  round.check(!crossed?.ok, 'the code of one enrollment confirmed another');
  round.check((await confirm(second.id, second.codes[0])).ok, 'the newest mailed code was refused');
}
