import type { Enrollment } from '../../../schema/api/enrollment.ts';
import type { ChallengeRow } from '../../../schema/user-tables.ts';
import { config } from '../../config.ts';
import { grouped } from '../../factors/crockford.ts';
import { enrollmentKey } from '../../factors/push/enrollment-key.ts';
import type { PushParameters } from '../../factors/push/push-parameters.ts';
import type { User } from '../user.ts';

type PushEnrollment = Extract<Enrollment, { method: 'push' }>;

/** What the page shows to let a device join; from then on what both screens show. */
export function pushEnrollmentView(
  user: User,
  { id, name, number, device }: ChallengeRow,
): Pick<PushEnrollment, 'method' | 'url' | 'key' | 'device'> {
  const key = enrollmentKey(id);
  const brought = device === null ? null : (JSON.parse(device) as PushParameters);
  return {
    method: 'push',
    url: `${config.origin}/authenticator#${user.id}.${key}`,
    key: grouped(key),
    device: brought && { name: name!, comparison: number!, verifies: Boolean(brought.verification) },
  };
}
