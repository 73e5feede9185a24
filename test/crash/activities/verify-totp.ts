import { totpCode } from '../../../scripts/totp-code.ts';
import type { Person } from '../person.ts';
import type { Activity, Round } from '../round.ts';
import { isSpent, submitTwice, tryCode, verifySessions, type Submission } from './submit-twice.ts';

const STEP_MS = 30_000;
const stepNow = () => Math.floor(Date.now() / STEP_MS);

interface Journal {
  submission: Submission;
  step: number;
}

/** Signs in with the authenticator app's code, sent twice at once. */
export const verifyTotp: Activity<Journal | null> = {
  async run(round, person) {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 1_000));
    if (round.killed) return null;
    let step = 0;
    const submission = await submitTwice(round, person, 'totp', () => {
      step = stepNow();
      return totpCode(person.secret);
    });
    if (!submission) return null;
    if (isSpent(submission)) round.tally.totp++;
    else round.tally.totpLost++;
    return { submission, step };
  },

  async verify(round, person, journal) {
    if (!journal) return;
    const { submission, step } = journal;
    await verifySessions(round, submission);
    const outcome = await tryCode(round, person, 'totp', submission.code);
    // Only while its time has not run out does a refusal show that the code was remembered.
    if (stepNow() <= step + 1) round.tally.replayed++;
    if (isSpent(submission))
      round.check(outcome === 'wrong-code', `an accepted TOTP step worked again (${outcome || 'accepted'})`);
    else
      round.check(
        outcome === '' || outcome === 'wrong-code',
        `a TOTP code whose answer was lost: ${outcome}`,
      );
  },
};

/** The way on for who does not know whether the code counted: the next one that the app shows. */
export async function nextCodeWorks(round: Round, person: Person): Promise<void> {
  const outcome = await tryCode(round, person, 'totp', totpCode(person.secret));
  round.check(outcome === '', `the next TOTP code was refused: ${outcome}`);
}
