import * as v from 'valibot';

/** How a person proves something: the closed set that yields type, guard and table values. */
export const METHODS = ['password', 'totp', 'passkey', 'email', 'recovery-code'] as const;
export type Method = (typeof METHODS)[number];
export const Method = v.picklist(METHODS);

/** Methods that can be the second step of a sign-in once enrolled. */
export const SECOND_STEP_METHODS = ['passkey', 'totp'] as const satisfies readonly Method[];
