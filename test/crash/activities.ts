import { addRecoveryMail } from './activities/add-recovery-mail.ts';
import { redeem } from './activities/redeem.ts';
import { rename } from './activities/rename.ts';
import { signUp } from './activities/sign-up.ts';
import { verifyTotp } from './activities/verify-totp.ts';
import type { Person } from './person.ts';
import type { Activity, Round } from './round.ts';

type Check = () => Promise<void>;

/** Starts all that a burst does for a person, at the same time. Each ends with the service, at the latest. */
export const startActivities = (round: Round, person: Person): Promise<Check>[] => [
  start(rename, round, person),
  start(redeem, round, person),
  start(verifyTotp, round, person),
  start(addRecoveryMail, round, person),
  start(signUp, round, person),
];

/** @returns what checks the activity once the service is back */
async function start<Journal>(activity: Activity<Journal>, round: Round, person: Person): Promise<Check> {
  const journal = await activity.run(round, person);
  return () => activity.verify(round, person, journal);
}
