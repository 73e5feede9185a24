import type { Operation } from '../../schema/api/operations/operation.ts';
import { OPERATIONS } from '../../schema/api/operations.ts';
import { defaultPolicy, readBounds } from '../../worker/policy/within.ts';
import { PASSWORD, someAddress } from './people.ts';

/** The policy of a deployment that nobody has written one for. */
const untouched = () => defaultPolicy(readBounds());

const ID = 'A'.repeat(22);
const CREDENTIAL = { id: ID, rawId: ID, type: 'public-key' };
const ASSERTION = {
  ...CREDENTIAL,
  response: { clientDataJSON: 'e30', authenticatorData: 'AAAA', signature: 'AAAA', userHandle: ID },
};
const REGISTRATION = { ...CREDENTIAL, response: { clientDataJSON: 'e30', attestationObject: 'AAAA' } };

/** A request of each operation that is right in its form; what a test changes in it is what is wrong with it. */
const BODIES: Record<string, () => Record<string, unknown>[]> = {
  'post /v1/accounts': () => [{ email: someAddress(), password: PASSWORD }],
  'post /v1/accounts/resend': () => [{ flow: 'no-such-flow' }],
  'post /v1/accounts/confirm': () => [{ flow: 'no-such-flow', code: '123456' }],
  'post /v1/sign-in': () => [{ email: someAddress(), password: PASSWORD }],
  'post /v1/session/reauthenticate': () => [{ password: PASSWORD }],
  'post /v1/challenges': () => [{ purpose: 'reauthentication', method: 'totp', factorId: 'no-such-factor' }],
  'post /v1/challenges/{id}/verify': () => [
    { code: '123456' },
    { credential: ASSERTION },
    { approved: true },
  ],
  'post /v1/sign-in/passkey/verify': () => [{ flow: 'no-such-flow', credential: ASSERTION }],
  'patch /v1/factors/{id}': () => [{ name: 'My phone' }, { preferred: true }],
  'post /v1/enrollments': () => [
    { method: 'totp', name: 'My phone' },
    { method: 'passkey', name: 'My key' },
    { method: 'push', name: 'My phone' },
    { method: 'sms', address: '+33612345678', name: 'My phone' },
    { method: 'email', address: someAddress(), name: 'Home' },
  ],
  'post /v1/enrollments/{id}/confirm': () => [
    { code: '123456' },
    { credential: REGISTRATION, name: 'My key' },
  ],
  'post /v1/authenticator/devices': () => [
    {
      home: ID,
      key: 'ABCDEFGHJKMNPQRS',
      publicKey: 'A'.repeat(87),
      name: 'My phone',
      subscription: null,
      signature: 'A'.repeat(86),
      verification: REGISTRATION,
    },
  ],
  'put /v1/authenticator/device/subscription': () => [
    {
      subscription: {
        endpoint: 'https://fcm.googleapis.com/x',
        p256dh: 'A'.repeat(87),
        auth: 'A'.repeat(22),
      },
    },
  ],
  'put /v1/authenticator/device/verification': () => [
    { on: true, credential: REGISTRATION },
    { on: false, credential: ASSERTION },
  ],
  'post /v1/authenticator/requests/{id}': () => [
    { decision: 'approve', number: '42' },
    { decision: 'approve', number: '42', verification: ASSERTION },
  ],
  'put /v1/account/language': () => [{ language: 'fr' }],
  'put /v1/account/name': () => [{ name: 'Ada Lovelace' }],
  'put /v1/password': () => [{ newPassword: 'garden-under-silent-snow', endOtherSessions: true }],
  'post /v1/recovery/not-me': () => [{ token: 'no-such-token' }],
  'post /v1/recovery/not-me/lock': () => [{ token: 'no-such-token' }],
  'post /v1/recovery/password': () => [{ email: someAddress() }],
  'post /v1/recovery/password/resend': () => [{ flow: 'no-such-flow' }],
  'post /v1/recovery/password/confirm': () => [
    { flow: 'no-such-flow', code: 'ABCD2345', newPassword: PASSWORD },
  ],
  'post /v1/recovery/challenges': () => [{ method: 'email', factorId: 'no-such-factor' }],
  'post /v1/recovery/challenges/{id}/verify': () => [{ code: '123456' }],
  'put /v1/recovery/account/lost': () => [{ lost: ['no-such-factor'] }],
  'post /v1/recovery/cancel': () => [{ token: 'no-such-token' }],
  'post /v1/recovery/help': () => [{ email: someAddress(), words: 'My phone is in the lake' }],
  'post /v1/admin/claim': () => [{ token: 'no-such-token' }],
  'post /v1/admin/roles': () => [{ email: someAddress(), role: 'auditor', reason: 'Asked by the board' }],
  'patch /v1/admin/roles/{id}': () => [{ role: 'auditor', reason: 'Asked by the board' }],
  'post /v1/admin/roles/{id}/withdraw': () => [{ reason: 'Left the company' }],
  'post /v1/recovery/pass': () => [{ code: 'ABCD2345' }],
  'post /v1/admin/people/{id}/acts': () => [
    { type: 'remove-factor', reason: 'Lost on a train', factorId: 'no-such-factor' },
    { type: 'reset', reason: 'Lost on a train', helpRequest: 'no-such-request' },
    { type: 'require-enrollment', reason: 'Lost on a train' },
    { type: 'void-recovery-codes', reason: 'Lost on a train' },
    { type: 'end-sessions', reason: 'Lost on a train' },
    { type: 'unlock', reason: 'Lost on a train' },
    { type: 'issue-pass', reason: 'Lost on a train', hours: 8, uses: 1 },
  ],
  'post /v1/admin/help-requests/{id}/close': () => [{ answer: 'refused', reason: 'Nobody vouches for you' }],
  'post /v1/admin/pending-acts/{id}/approve': () => [{ reason: 'I know her' }],
  'post /v1/admin/pending-acts/{id}/refuse': () => [{ reason: 'I do not know her' }],
  // Made from a version that there never was: right in its form, and nothing comes of it.
  'put /v1/admin/policy': () => [{ basedOn: 999_999, policy: untouched(), reason: 'Decided by the board' }],
  'post /v1/admin/policy/what-if': () => [
    { policy: untouched(), email: someAddress(), ip: '192.0.2.7', country: 'FR' },
    { policy: untouched(), email: someAddress() },
  ],
  'post /v1/admin/groups': () => [{ name: `Group ${crypto.randomUUID()}`, reason: 'A new team' }],
  'patch /v1/admin/groups/{id}': () => [{ name: 'Finance', reason: 'It has another name' }],
  'post /v1/admin/groups/{id}/delete': () => [{ reason: 'Nobody is left' }],
  'post /v1/admin/groups/{id}/members': () => [{ email: someAddress(), reason: 'He came to us' }],
  'post /v1/admin/groups/{id}/members/remove': () => [{ userId: ID, reason: 'He left us' }],
  'post /v1/admin/imports': () => [{ name: 'users.csv', format: 'csv', size: 100 }],
  'put /v1/admin/imports/{id}/parts': () => [{ offset: 0, bytes: 'AAAA' }],
  'post /v1/admin/imports/{id}/start': () => [{ invite: false, reason: 'The move to the new service' }],
  'post /v1/admin/people/{id}/export': () => [{ reason: 'Asked for by letter' }],
  'post /v1/admin/events/export': () => [{ format: 'csv', type: 'role.changed' }],
  'post /v1/recovery/account/help': () => [{ words: 'My phone is in the lake' }],
};

export const keyOf = ({ method, path }: Pick<Operation, 'method' | 'path'>) => `${method} ${path}`;

/** Every shape of body that an operation takes; none for an operation without one. */
export function bodiesOf(operation: Operation): Record<string, unknown>[] {
  if (!operation.body) return [];
  const bodies = BODIES[keyOf(operation)];
  if (!bodies) throw new Error(`Write down a body for ${keyOf(operation)} in test/worker/every-operation.ts`);
  return bodies();
}

/** The path with an id in its place. */
export const pathOf = ({ path }: Operation, id = 'no-such-id') =>
  path.replace('{id}', encodeURIComponent(id));

export const changes = ({ method }: Operation) => method !== 'get';

/** `[key, operation]` of all operations that a test concerns, for `test.each`. */
export const operations = (concerns: (operation: Operation) => boolean = () => true) =>
  OPERATIONS.filter(concerns).map((operation) => [keyOf(operation), operation] as const);
