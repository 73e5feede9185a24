import * as v from 'valibot';

/** How a person proves something: the closed set that yields type, guard and table values. */
export const METHODS = ['password', 'totp', 'passkey', 'push', 'sms', 'email', 'recovery-code'] as const;
export type Method = (typeof METHODS)[number];
export const Method = v.picklist(METHODS);

/** Methods whose code is sent to an address: a mailbox or a phone. */
export const SENT_METHODS = ['sms', 'email'] as const satisfies readonly Method[];
export type SentMethod = (typeof SENT_METHODS)[number];

export const isSent = (method: Method): method is SentMethod =>
  (SENT_METHODS as readonly Method[]).includes(method);

/** Methods that can be the second step of a sign-in once enrolled, the strongest first. */
export const SECOND_STEP_METHODS = ['passkey', 'push', 'totp'] as const satisfies readonly Method[];
