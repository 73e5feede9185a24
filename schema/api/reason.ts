/** Why, where a problem has several causes: the stable code, and the API's words for it. */
export const REASONS = {
  'ask-for-a-new-code': 'Ask for a new one.',
  'begin-again': 'Begin again.',
  'start-again': 'Start again.',
  'method-removed': 'That method was removed.',
  'account-exists': 'This address has an account by now. Sign in.',
  'password-just-changed': 'The password was changed just now. Try again.',
  'mails-just-sent': 'Mails were sent not long ago.',
  'texts-just-sent': 'Text messages were sent not long ago.',
  'confirm-with-passkey': 'Sign in with your passkey or security key.',
  'no-second-step': 'This account signs in with its password alone: a pass would add nothing.',
  'reset-or-pass': 'Reset the account, or issue a pass: then a new one is set up.',
  'model-denied': 'This model is not allowed.',
  'model-not-listed': 'This model is not among those that are allowed.',
  'model-not-proven': 'It did not prove what model it is. Allow the browser to see make and model.',
  'not-device-bound':
    'It is copied between devices. Use a security key, or a passkey that stays on one device.',
  'no-user-verification': 'It has no PIN or fingerprint set up.',
  'model-withdrawn': 'Its maker or the FIDO Alliance withdrew this model.',
  'model-unknown': 'The metadata service does not know this model, so that nothing proves it.',
  'proof-not-trusted': 'Its proof of what it is does not lead to its maker.',
} as const;

export type Reason = keyof typeof REASONS;

/** A problem's reason and detail. */
export const because = (reason: Reason) => ({ reason, detail: REASONS[reason] });
