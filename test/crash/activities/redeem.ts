import type { Activity } from '../round.ts';
import { isSpent, submitTwice, tryCode, verifySessions, type Submission } from './submit-twice.ts';

/** So few that trying all of them again afterwards stays below the lock of five wrong answers. */
const CODES = 3;

/** Signs in with recovery codes, each sent twice at once. */
export const redeem: Activity<Submission[]> = {
  async run(round, person) {
    const journal: Submission[] = [];
    for (const code of person.codes.splice(0, CODES)) {
      const submission = await submitTwice(round, person, 'recovery-code', () => code);
      if (!submission) break;
      journal.push(submission);
      if (isSpent(submission)) round.tally.codes++;
      else round.tally.codesLost++;
    }
    return journal;
  },

  async verify(round, person, journal) {
    for (const submission of journal) {
      await verifySessions(round, submission);
      const first = await tryCode(round, person, 'recovery-code', submission.code);
      if (isSpent(submission))
        round.check(first === 'wrong-code', `a redeemed code worked again (${first || 'accepted'})`);
      else round.check(first === '' || first === 'wrong-code', `a code whose answer was lost: ${first}`);
    }
    // The way on for who does not know whether the code counted: the next one.
    const next = await tryCode(round, person, 'recovery-code', person.codes.shift()!);
    round.check(next === '', `after a lost answer the next recovery code was refused: ${next}`);
  },
};
