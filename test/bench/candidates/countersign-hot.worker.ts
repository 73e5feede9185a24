/** Countersign for the hot user: the object puts the right code of the next step in the place of each answer. */
import { UserObject as RealUserObject } from '../../../worker/index.ts';
import { bench } from './bench-state.ts';

export { default, ImportObject, PasskeyChallengeObject, SendLimitObject } from '../../../worker/index.ts';
export { BenchControl } from './bench-control.ts';

type Verify = RealUserObject['verifyChallenge'];

export class UserObject extends RealUserObject {
  override verifyChallenge(...[call, token, id, code, device]: Parameters<Verify>): ReturnType<Verify> {
    const next = bench.answers.shift();
    if (next) bench.clockOffsetMs = next.offset;
    return super.verifyChallenge(call, token, id, next?.code ?? code, device);
  }
}
