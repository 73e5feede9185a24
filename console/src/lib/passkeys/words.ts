import type { RefusalCode } from '../problem-error.ts';

const UNACCEPTABLE =
  'Your device or key answered in a way that we cannot accept. Try again, or use another one.';
const ANOTHER_TRY = 'That was the answer to another try. Please try again.';
const ELSEWHERE =
  'That passkey was used at another address. Open this service by its usual address and try again.';

/** What the refusals of browsers, devices and keys mean to the person in front of them. */
export const PASSKEY_WORDS: Partial<Record<RefusalCode, string>> = {
  'browser-cancelled':
    'Nothing happened: the browser’s dialog was closed, found nothing to use, or waited too long. Try again when you are ready.',
  'browser-has-passkey':
    'This device or key has a passkey of your account already. Choose another device or key in the browser’s dialog.',
  'browser-wrong-address':
    'The browser allows no passkeys at this address. Open this service by its usual https address.',
  'browser-cannot-make':
    'This device or key cannot do what we need. Set a screen lock or a PIN on it, or use another one.',
  'browser-without-passkeys': 'This browser knows no passkeys. Update it, or use another one.',
  'browser-failed':
    'The device or key did not answer as it should. Unlock it or plug it in again, then retry.',
  'passkey-too-late': 'That took too long. Please try again.',
  'passkey-malformed': 'We could not read what your device or key answered. Please try again.',
  'passkey-wrong-type': ANOTHER_TRY,
  'passkey-wrong-challenge': ANOTHER_TRY,
  'passkey-wrong-origin': ELSEWHERE,
  'passkey-cross-origin': ELSEWHERE,
  'passkey-wrong-service': ELSEWHERE,
  'passkey-user-not-present': 'Your device or key did not notice you. Touch it when it asks you to.',
  'passkey-user-not-verified':
    'Your device or key did not check that it is you. It needs a PIN, a fingerprint or a face for this.',
  'passkey-backup-flags': UNACCEPTABLE,
  'passkey-algorithm': UNACCEPTABLE,
  'passkey-bad-signature': UNACCEPTABLE,
  'passkey-counter':
    'This passkey may have been copied, so we did not accept it. Sign in another way, then remove it from your account.',
  'passkey-unknown':
    'That passkey no longer opens an account here: it was removed, or it belongs to another account. Use another way to sign in.',
  'passkey-exists': 'That passkey is registered already.',
};
