import {
  AuthenticatorSettings,
  ChangeVerification,
  Decide,
  Decided,
  DeviceJoined,
  DeviceState,
  JoinDevice,
  PushRequestAnswer,
  Subscribe,
} from '../push.ts';
import type { Operation } from './operation.ts';
import { ASSERTION_PROBLEMS, REGISTRATION_PROBLEMS } from './problems.ts';

/** That passkey is nobody's yet, and is held against no policy but the protocol's own. */
const JOIN_PROBLEMS = REGISTRATION_PROBLEMS.filter((code) => code !== 'passkey-exists');
const SIGNED = 'Signed with the device’s key (docs/push-protocol.md).';

/** What push devices ask. */
export const AUTHENTICATOR_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/authenticator',
    tag: 'Push devices',
    session: 'none',
    status: 200,
    answer: AuthenticatorSettings,
    summary: 'Whether there is push here, and the key to subscribe with',
  },
  {
    method: 'post',
    path: '/v1/authenticator/devices',
    tag: 'Push devices',
    session: 'none',
    body: JoinDevice,
    status: 201,
    answer: DeviceJoined,
    summary: 'Join as a push device',
    description:
      'With the one-use key of a set-up that waits, and `home` from its QR code or the account’s `email`. Nothing can be done with it before both screens were compared.',
    problems: ['code-expired', 'too-many-requests', ...JOIN_PROBLEMS],
  },
  {
    method: 'get',
    path: '/v1/authenticator/device',
    tag: 'Push devices',
    session: 'device',
    status: 200,
    answer: DeviceState,
    summary: 'Whether this device may be used by now',
    description: SIGNED,
  },
  {
    method: 'put',
    path: '/v1/authenticator/device/subscription',
    tag: 'Push devices',
    session: 'device',
    body: Subscribe,
    status: 204,
    summary: 'Where this device is reached while its app is closed',
    description: SIGNED,
  },
  {
    method: 'put',
    path: '/v1/authenticator/device/verification',
    tag: 'Push devices',
    session: 'device',
    body: ChangeVerification,
    status: 204,
    summary: 'Check the owner at each approval, or no longer',
    description: `${SIGNED} The owner is told of it.`,
    problems: [
      'too-many-tries',
      'factor-disabled',
      ...new Set([...JOIN_PROBLEMS, ...ASSERTION_PROBLEMS, 'passkey-exists' as const]),
    ],
  },
  {
    method: 'get',
    path: '/v1/authenticator/request',
    tag: 'Push devices',
    session: 'device',
    status: 200,
    answer: PushRequestAnswer,
    summary: 'The request that waits for a decision',
    description: SIGNED,
  },
  {
    method: 'post',
    path: '/v1/authenticator/requests/{id}',
    tag: 'Push devices',
    session: 'device',
    body: Decide,
    status: 200,
    answer: Decided,
    summary: 'Decide on a request',
    description: `${SIGNED} It counts once, whichever device is first; the number has one try.`,
    problems: [
      'code-expired',
      'too-many-tries',
      'factor-disabled',
      'verification-required',
      ...ASSERTION_PROBLEMS,
    ],
  },
  {
    method: 'get',
    path: '/v1/authenticator/live',
    tag: 'Push devices',
    session: 'device',
    status: 101,
    summary: 'Be told of requests at once, over a WebSocket',
    description: SIGNED,
    problems: ['invalid-request'],
  },
];
