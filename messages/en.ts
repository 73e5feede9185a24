/**
 * English. `pages` is the console's half and `mail` the Worker's: each bundle takes only its own.
 *
 * A text is a string, or a function of the values that it is made of. Where a page puts an element into a sentence,
 * the text marks the place: `<address/>` stands for the element, `<change>words</change>` for one around these words
 * (console/src/lib/Text.svelte).
 */

const plural = (count: number, one: string, other: string) => (count === 1 ? one : other);

export const pages = {
  common: {
    skip: 'Skip to the content',
    language: 'Language',
    forDevelopers: 'For developers',
  },

  accountMenu: {
    yourAccount: 'Your account,',
    signedInAs: 'Signed in as',
    apiReference: 'API reference',
    signOut: 'Sign out',
    stillSignedIn: 'You are still signed in: no answer came. Please try again.',
  },

  /** What a refusal means to the person in front of it. */
  problems: {
    unreachable: 'No answer came. Check your connection; what you typed is still here.',
    unexpected: 'Something went wrong on our side. Please try again in a moment.',
    unavailable: 'Something went wrong on our side. Please try again in a moment.',
    'invalid-request': 'The request is not of the form that this address takes.',
    'cross-origin': 'Requests that change something must come from the service’s own pages.',
    'body-too-large': 'The body is larger than 64 KiB.',
    'body-too-slow': 'The body did not arrive in time.',
    'unsupported-media-type': 'Send the body as application/json.',
    'not-found': 'There is nothing here.',
    'method-not-allowed': 'This address does not take that method.',
    'not-signed-in': 'Sign in first.',
    'second-factor-required': 'Finish signing in with your second step first.',
    'already-signed-in': 'This session has passed its second step already.',
    'reauthentication-required': 'Confirm that it is you first.',
    'level-too-low':
      'This needs a sign-in with two steps. Sign out, sign in again with both, and try once more.',
    'wrong-credentials': 'That e-mail address and password do not match.',
    'wrong-password': 'That password is not right.',
    'wrong-code': 'That code is not right.',
    'code-expired': 'That code can no longer be used.',
    'too-many-tries': 'Too many wrong tries.',
    'too-many-requests': 'Too many requests.',
    'factor-disabled': 'This method was turned off after too many wrong tries in a year.',
    'method-not-available': 'This method cannot be used here.',
    'recovery-codes-required': 'Save your recovery codes before you add the first method.',
    'country-not-served':
      'We do not send text messages to that country. Give a number of another one, or choose e-mail.',
    'factor-limit': 'There are as many of these as an account may have.',
    'factor-exists': 'That one is set up already.',
    'password-refused': 'Choose another password.',
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
    'passkey-wrong-type': 'That was the answer to another try. Please try again.',
    'passkey-wrong-challenge': 'That was the answer to another try. Please try again.',
    'passkey-wrong-origin':
      'That passkey was used at another address. Open this service by its usual address and try again.',
    'passkey-cross-origin':
      'That passkey was used at another address. Open this service by its usual address and try again.',
    'passkey-wrong-service':
      'That passkey was used at another address. Open this service by its usual address and try again.',
    'passkey-user-not-present': 'Your device or key did not notice you. Touch it when it asks you to.',
    'passkey-user-not-verified':
      'Your device or key did not check that it is you. It needs a PIN, a fingerprint or a face for this.',
    'passkey-backup-flags':
      'Your device or key answered in a way that we cannot accept. Try again, or use another one.',
    'passkey-algorithm':
      'Your device or key answered in a way that we cannot accept. Try again, or use another one.',
    'passkey-bad-signature':
      'Your device or key answered in a way that we cannot accept. Try again, or use another one.',
    'passkey-counter':
      'This passkey may have been copied, so we did not accept it. Sign in another way, then remove it from your account.',
    'passkey-unknown':
      'That passkey no longer opens an account here: it was removed, or it belongs to another account. Use another way to sign in.',
    'passkey-exists': 'That passkey is registered already.',
    'passkey-not-allowed': 'That kind of authenticator is not allowed here.',
  },
  /** Follows a problem: its cause, or what to do. */
  reasons: {
    'ask-for-a-new-code': 'Ask for a new one.',
    'begin-again': 'Begin again.',
    'start-again': 'Start again.',
    'method-removed': 'That method was removed.',
    'account-exists': 'This address has an account by now. Sign in.',
    'password-just-changed': 'The password was changed just now. Try again.',
    'mails-just-sent': 'Mails were sent not long ago.',
    'texts-just-sent': 'Text messages were sent not long ago.',
    'model-denied': 'This model is not allowed.',
    'model-not-listed': 'This model is not among those that are allowed.',
    'model-not-proven': 'It did not prove what model it is. Allow the browser to see make and model.',
    'not-device-bound':
      'It is copied between devices. Use a security key, or a passkey that stays on one device.',
    'no-user-verification': 'It has no PIN or fingerprint set up.',
    'model-withdrawn': 'Its maker or the FIDO Alliance withdrew this model.',
    'model-unknown': 'The metadata service does not know this model, so that nothing proves it.',
    'proof-not-trusted': 'Its proof of what it is does not lead to its maker.',
  },
  /** What is wrong with a field. */
  faults: {
    'email-not-text': 'Give one e-mail address, as text',
    'email-too-long': 'An e-mail address has at most 254 characters',
    'email-malformed': 'Give an address like name@example.com',
    'password-not-text': 'Give the password, as text',
    'password-missing': 'Enter your password',
    'password-too-long': 'A password has at most 1,024 characters',
    'password-too-short': ({ minimum, length }: Record<string, number>) =>
      `Use at least ${minimum} characters; this has ${length}. Three or four words that do not belong together make a good one.`,
    'password-common': 'This one is among the passwords that are tried first. Choose another.',
    'password-pattern': 'This one is a pattern that is tried first. Choose another.',
    'password-personal': 'This one is made of your address or this service’s name. Choose another.',
    'code-not-text': 'Give the code, as text',
    'code-missing': 'Enter the code',
    'code-too-long': 'A code has at most 64 characters',
    'code-not-mailed-digits': 'Enter the 6 digits of the code that was mailed',
    'code-not-texted-digits': 'Enter the 6 digits of the code in the text message',
    'phone-not-text': 'Give one phone number, as text',
    'phone-too-long': 'A phone number has at most 15 digits',
    'phone-malformed': 'Enter a phone number, with its country code if it is not of this country',
    'phone-not-mobile':
      'This is no mobile number that can receive text messages. Check it, or choose another way',
    'code-not-app-digits': 'Enter the 6 digits that your authenticator app shows',
    'code-not-reset-code': 'Enter the 8 letters and digits of the code that was mailed',
    'code-not-recovery-code': 'Enter one of your recovery codes, 16 letters and digits',
    'name-not-text': 'Give a name, as text',
    'name-missing': 'Enter a name',
    'name-too-long': 'A name has at most 64 characters',
    'name-not-one-line': 'A name is one line of text',
  },
  /** Follows an expired code where the flow sends no other. */
  startAgainForCode: 'Start again to get a new one.',
  /** Follows a wrong code or password. */
  triesLeft: (count: number) =>
    count === 0
      ? 'That was the last try.'
      : plural(count, 'You have one try left.', `You have ${count} tries left.`),
  problemNotice: {
    now: 'You can try again now.',
    at: (time: string) => `You can try again at ${time}`,
    in: (duration: string) => `, in ${duration}.`,
    retry: 'Try again',
    reference: (id: string) => `Reference: ${id}`,
  },

  time: {
    justNow: 'just now',
    today: 'Today',
    yesterday: 'Yesterday',
  },

  recover: {
    title: 'Forgot your password?',
    lead: 'Enter the address that you sign in with. If there is an account, we send it a code to set a new password.',
    email: 'E-mail',
    send: 'Send the code',
    remembered: 'Remembered it? <signIn>Sign in</signIn>',
  },
};

export const mail = {
  /** A mail with a code. */
  code: {
    subject: (code: string, service: string) => `${code} is your ${service} code`,
    yourCode: (code: string) => `Your code: ${code}`,
    purpose: {
      'sign-up': (service: string) => `Enter it to confirm your address and open your ${service} account.`,
      'sign-in': () => 'Enter it to finish signing in.',
      reauthentication: () => 'Enter it to confirm that it is you.',
      enrollment: () => 'Enter it to make this address a recovery method of your account.',
      'password-reset': () => 'Enter it to choose a new password.',
    },
    worksOnce: (minutes: number) => `It works once, for ${minutes} minutes.`,
    neverAsks: (service: string) =>
      `${service} never asks for this code by phone or mail. Do not pass it on to anybody.`,
    ignore: 'If you did not ask for it, you need not do anything.',
  },

  /** A text message with a code: one line, in letters that a text message has (GSM-7), so that one is enough. */
  sms: {
    code: (code: string, service: string) =>
      `${service}: ${code} is your code. Do not pass it on to anybody.`,
  },

  /** Somebody signed up with an address that has an account. */
  accountExists: {
    subject: (service: string) => `You already have a ${service} account`,
    text: (service: string) =>
      `Somebody, probably you, tried to sign up to ${service} with this address. It has an account already.`,
    signIn: 'Sign in:',
    forgot: 'Forgot the password:',
    ignore: 'If it was not you, you need not do anything: nothing was changed.',
  },

  /** What every notice says besides its own sentence. */
  notice: {
    when: 'When:',
    device: 'Device:',
    where: 'Where:',
    notKnown: 'not known',
    whatToDo:
      'If this was you, there is nothing to do. If not, change your password and end all other sessions at once:',
    /** Where a factor has no name. */
    aMethod: 'A method',
  },

  /** The subject and the sentence of each notice. */
  notices: {
    recoveryAddressAdded: {
      subject: 'A recovery address was added',
      text: (address: string) => `${address} can now help you back into your account.`,
    },
    methodAdded: {
      subject: 'A sign-in method was added',
      text: (name: string) => `“${name}” was added to your two-step verification.`,
    },
    methodRenamed: {
      subject: 'A sign-in method was renamed',
      text: (from: string, name: string) => `“${from}” is now called “${name}”.`,
    },
    recoveryAddressRemoved: {
      subject: 'A recovery address was removed',
      text: (address: string) => `“${address}” was removed.`,
    },
    recoveryNumberAdded: {
      subject: 'A recovery phone was added',
      text: (name: string) => `“${name}” can now help you back into your account, by text message.`,
    },
    recoveryNumberRemoved: {
      subject: 'A recovery phone was removed',
      text: (name: string) => `“${name}” was removed. We no longer send text messages to it.`,
    },
    recoveryPreferred: {
      subject: 'Your preferred recovery method was changed',
      text: (name: string) => `“${name}” is now the first that we offer to help you back into your account.`,
    },
    methodRemoved: {
      subject: 'A sign-in method was removed',
      text: (name: string) => `“${name}” was removed.`,
    },
    /** Follows the removal that turned two-step verification off. */
    twoStepOff: 'Two-step verification is now off, and your recovery codes are void.',
    methodLocked: {
      subject: 'Too many wrong tries',
      text: (name: string) =>
        `Somebody entered too many wrong answers for “${name}”. It is locked for a while.`,
    },
    passwordDisabled: {
      subject: 'Your password was turned off',
      text: 'Somebody entered too many wrong passwords. Only devices that you signed in on before take it now: choose a new one.',
    },
    methodDisabled: {
      subject: 'A sign-in method was turned off',
      text: (name: string) =>
        `Too many wrong answers were entered for “${name}”. It is turned off: use another method, then set it up anew.`,
    },
    pushReported: {
      subject: 'A sign-in that was not you was stopped',
      text: (name: string) =>
        `Somebody who knows your password tried to sign in, and “${name}” answered that it was not you. Nobody was let in. Change your password now.`,
    },
    passkeyCopied: {
      subject: 'A passkey may have been copied',
      text: (name: string) =>
        `“${name}” was used, and its counter was not ahead of the last time: a sign that there are two of it. The sign-in was refused. Remove that passkey unless you know why.`,
    },
    recoveryCodesMade: {
      subject: 'New recovery codes were made',
      text: 'Your earlier recovery codes no longer work.',
    },
    recoveryCodeUsed: {
      subject: 'A recovery code was used',
      text: (left: number) =>
        `Somebody signed in with a recovery code. ${left} ${plural(left, 'is', 'are')} left.`,
    },
    passwordChanged: {
      subject: 'Your password was changed',
      text: 'The password of your account was changed.',
    },
    passwordReset: {
      subject: 'Your password was reset',
      text: 'A new password was set with a mailed code. All sessions were ended.',
    },
    sessionEnded: {
      subject: 'A session was ended',
      text: 'You were signed out on one device.',
    },
    sessionsEnded: {
      subject: 'Other sessions were ended',
      text: 'You were signed out everywhere else.',
    },
  },

  /** A browser and its system, as a notice names them: 'Firefox on Windows'. */
  device: {
    unknown: 'Unknown device',
    browser: 'A browser',
    on: (browser: string, system: string) => `${browser} on ${system}`,
  },
};
