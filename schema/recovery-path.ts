/**
 * What a claim that all second steps are lost was proven with (docs/recovery.md):
 * `method`: the password, and a code to a recovery method;
 * `method-after-reset`: the same, with a password that was reset by mail, which proves the mailbox only;
 * `code-after-reset`: a recovery code, with such a password;
 * and what an administrator is behind: `pass`: a temporary access pass beside the password; `required`: the whole
 * sign-in, after which the second step is to be set up anew.
 */
export const RECOVERY_PATHS = [
  'method',
  'method-after-reset',
  'code-after-reset',
  'pass',
  'required',
] as const;
export type RecoveryPath = (typeof RECOVERY_PATHS)[number];
