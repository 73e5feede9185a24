import type { Policy } from '../../schema/api/policy.ts';
import { loadOnce } from '../load-once.ts';
import type { Place } from '../policy/conditions.ts';
import type { Actor } from './administered/actor.ts';
import type { Act } from './administered/administer.ts';
import { admitAdmin } from './sign-in/admit-admin.ts';
import { DeviceCalls } from './push/device-calls.ts';
import { placeOf } from './sign-in/refuse-elsewhere.ts';
import type { Need, SessionToken } from './sessions/sessions.ts';
import type { Call } from './user.ts';

const administered = loadOnce(() => import('./administered/administer.ts'));

/** What administrators ask of a user's object: as their own account, and as one that they act on. */
export abstract class AdministratorCalls extends DeviceCalls {
  admitAdmin(call: Call, token: SessionToken | null, need: Need) {
    return this.runFor(call, () => admitAdmin(this.user, token, need));
  }

  /** What a policy would make of a sign-in (foresee.ts). */
  foresee(policy: Policy, place: Place) {
    return this.run(async () => {
      const { foresee } = await import('./sign-in/foresee.ts');
      return foresee(this.user, policy, place);
    });
  }

  wouldLockOut(call: Call, policy: Policy) {
    return this.runFor(call, async () => {
      const { wouldLockOut } = await import('./sign-in/foresee.ts');
      return wouldLockOut(this.user, policy, placeOf(call));
    });
  }

  wouldRefuse(policy: Policy) {
    return this.run(async () => {
      const { wouldRefuse } = await import('./sign-in/foresee.ts');
      return wouldRefuse(this.user, policy);
    });
  }

  tellAll() {
    return this.run(() => this.afterwards.tellAll());
  }

  administer(call: Call, actor: Actor, act: Act) {
    return this.runFor(call, async () => {
      const { administer } = await administered();
      return administer(this.user, call, actor, act);
    });
  }

  exportPerson(call: Call, actor: Actor) {
    return this.run(async () => {
      const { exportPerson } = await import('./account/export-account.ts');
      return exportPerson(this.user, call, actor);
    });
  }
}
