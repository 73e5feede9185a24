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

  time: {
    justNow: 'just now',
    today: 'Today',
    yesterday: 'Yesterday',
  },

  /** Asked for at the second step, where the deployment allows it. */
  rememberDevice: {
    label: (days: number) => `Remember this device for ${days} ${plural(days, 'day', 'days')}`,
    meaning:
      'On this browser your password is then enough to sign in. Only on a device of your own; changes to your account still ask for this step.',
  },

  /** The dialog that asks again, where the session came in without the second step. */
  secondStepOwed: {
    owed: 'You came in with your password alone. A change like this takes your second step.',
    noMethod: 'None of your methods can be used right now. Wait a while and try again.',
  },

  rememberedDevices: {
    title: 'Remembered devices',
    lead: 'Browsers on which your password is enough to sign in. Changes to your account ask for the second step there, too.',
    none: 'None: the second step is asked for everywhere.',
    thisBrowser: 'this browser',
    lastUsed: 'last used',
    fromTo: (since: string, until: string) => `Remembered on ${since}, until ${until}`,
    forget: 'Forget',
    forgetThis: (device: string) => `Forget ${device}`,
    forgetTitle: 'Forget this device?',
    forgetMeaning: (device: string) =>
      `${device} is asked for the second step the next time that you sign in there. Sessions that it opened without one end now.`,
    forgetAction: 'Forget it',
    forgetAll: 'Forget all',
    forgetAllTitle: 'Forget all remembered devices?',
    forgetAllMeaning:
      'Each is asked for the second step the next time. Other sessions that were opened without one end now.',
    forgetAllAction: 'Forget them',
    forgotten: (count: number) =>
      count === 1 ? 'One device is no longer remembered' : `${count} devices are no longer remembered`,
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
