/**
 * English. `pages` is the console's half and `mail` the Worker's: each bundle takes only its own.
 *
 * A text is a string, or a function of the values that it is made of. Where a page puts an element into a sentence,
 * the text marks the place: `<address/>` stands for the element, `<change>words</change>` for one around these words
 * (console/src/lib/Text.svelte).
 */

const plural = (count: number, one: string, other: string) => (count === 1 ? one : other);

const defaultNames = {
  password: 'Password',
  totp: 'Authenticator app',
  passkey: 'Passkey',
  push: 'Countersign Push',
  sms: 'Recovery phone',
  email: 'Recovery e-mail',
  'recovery-code': 'Recovery codes',
};

const device = {
  unknown: 'Unknown device',
  browser: 'A browser',
  on: (browser: string, system: string) => `${browser} on ${system}`,
};

/** What somebody may be to the service besides its user. */
const roles = {
  owner: 'Owner',
  admin: 'Administrator',
  'help-desk': 'Help desk',
  auditor: 'Auditor',
};

/** Each method within a sentence. */
const nouns = {
  password: 'password',
  totp: 'authenticator app',
  passkey: 'passkey',
  push: 'Countersign Push',
  sms: 'text message',
  email: 'e-mail',
  'recovery-code': 'recovery code',
};

/** What an event is about: the method, and the name that it had. */
interface About {
  method: keyof typeof nouns | null;
  name: string | null;
}

/** 'passkey “My key”' */
const described = ({ method, name }: About) =>
  [method ? nouns[method] : 'a method', name && `“${name}”`].filter(Boolean).join(' ');

/** '“My key”', or what kind of thing it is. */
const called = ({ method, name }: About) => (name ? `“${name}”` : method ? nouns[method] : 'a method');

export const pages = {
  common: {
    skip: 'Skip to the content',
    language: 'Language',
    forDevelopers: 'For developers',
    email: 'E-mail',
    password: 'Password',
    name: 'Name',
    continue: 'Continue',
    cancel: 'Cancel',
    close: 'Close',
    finish: 'Finish',
    leave: 'Leave',
    stay: 'Stay',
    pleaseWait: 'Please wait',
    on: 'On',
    off: 'Off',
    now: 'now',
    noneYet: 'None yet',
    startAgain: 'Start again',
    useAnotherMethod: 'Use another method',
    addAnother: 'Add another',
    addAPasskey: 'Add a passkey',
    createAPasskey: 'Create a passkey',
    setUpTwoStep: 'Set up two-step verification',
    codesLeft: (left: number, total: number) => `${left} of ${total} left`,
  },

  /** How pages are called, in titles, in the navigation and on the way back to them. */
  titles: {
    overview: 'Overview',
    security: 'Sign-in & security',
    password: 'Password',
    passkeys: 'Security keys and passkeys',
    twoStep: 'Two-step verification',
    recoveryMethods: 'Recovery methods',
    recoveryCodes: 'Recovery codes',
    sessions: 'Sessions & devices',
    activity: 'Activity',
  },

  /** Each method: as a title, within a sentence, and when it is asked for. */
  methods: {
    password: { title: 'Password', ask: 'Enter your password.' },
    totp: {
      title: 'Authenticator app',
      ask: 'Open your authenticator app and enter the code it shows for Countersign.',
    },
    passkey: {
      title: 'Passkey or security key',
      ask: 'Your browser asks you to unlock this device, to use your phone, or to touch your security key.',
    },
    push: {
      title: 'Countersign Push',
      ask: 'Type the number on your phone.',
    },
    sms: { title: 'Text message', ask: 'Enter the code that we sent to your phone.' },
    email: { title: 'E-mail', ask: 'Enter the code that we sent to your mailbox.' },
    'recovery-code': {
      title: 'Recovery code',
      ask: 'Enter one of the recovery codes that you saved. Each works once.',
    },
  },

  /** What the service calls a method that nobody named. */
  defaultNames,

  /** A browser and its system: 'Firefox on Windows'. */
  device,

  time: {
    justNow: 'just now',
    today: 'Today',
    yesterday: 'Yesterday',
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
    'not-permitted': 'Your role does not allow this.',
    'two-step-required': 'Administrators sign in with two steps. Set up two-step verification first.',
    'no-such-person': 'Nobody has an account with that address.',
    'enrollment-required': 'Set up two-step verification first: it is required here.',
    'last-factor':
      'Two-step verification is required here. Set up another method before you remove this one.',
    'not-from-here': 'Signing in is not allowed from where you are.',
    'policy-changed':
      'Somebody else changed the policy meanwhile. Reload the page to see it, and make your change again.',
    'would-lock-you-out': 'With this policy you could not sign in as you are now, so it was not saved.',
    'would-lock-owners-out':
      'With this policy no owner could sign in from where he last was, so it was not saved. An owner can save it.',
    'group-exists': 'There is a group of that name.',
    'group-in-use': 'The policy speaks of this group. Take it out of the policy first.',
    'last-owner': 'There must be an owner. Make somebody else one first.',
    'level-too-low':
      'This needs a sign-in with two steps. Sign out, sign in again with both, and try once more.',
    'wrong-credentials': 'That e-mail address and password do not match.',
    'wrong-password': 'That password is not right.',
    'wrong-code': 'That code is not right.',
    'code-expired': 'That code can no longer be used.',
    'link-expired': 'This link can no longer be used.',
    'account-locked': 'This account is locked until its owner sets a new password. Choose “Forgot it?”.',
    'too-many-tries': 'Too many wrong tries.',
    'too-many-requests': 'Too many requests.',
    'factor-disabled': 'This method was turned off after too many wrong tries in a year.',
    'method-not-available': 'This method cannot be used here.',
    'last-second-step': 'That is their last second step.',
    'act-over': 'That was decided already, or ran out.',
    'act-waits': 'The same was asked for already, and waits.',
    'recovery-session': 'This session can only set up a new second step. Finish that, then sign in.',
    'recovery-paused': 'A recovery of this account was stopped not long ago. Wait, or ask an administrator.',
    'recovery-over': 'This recovery is over. Begin again, or ask an administrator.',
    'import-state': 'The import is past that, or not there yet. Load the page again.',
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
    'push-waiting': 'Nothing was decided on your phone yet.',
    'push-paused':
      'Too many requests were sent to your phone, or refused there: no more are sent for a while. Use another method.',
    'verification-required': 'This phone approves only once it has checked that it is you. Please try again.',
    'device-unknown':
      'This phone is not set up for an account here, or no longer. Set it up anew on the page “Security”.',
    'device-clock': 'The clock of this phone is off. Let it set date and time by itself, then try again.',
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
    'confirm-with-passkey': 'Sign in with your passkey or security key.',
    'no-second-step': 'This account signs in with its password alone: a pass would add nothing.',
    'reset-or-pass': 'Reset the account, or issue a pass: then they set up a new one.',
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
    'code-not-pass': 'Enter the 8 letters and digits of the pass',
    'number-not-shown': 'Type the number that the other screen shows',
    'file-missing': 'Choose a file',
    'file-empty': 'This file is empty',
    'file-too-large': 'A file has at most 100 MiB',
    'column-without-email': 'Say which column is the e-mail address',
    'column-twice': 'Two columns are read as the same',
    'file-another': 'This is another file: its size differs',
    'name-not-text': 'Give a name, as text',
    'name-missing': 'Enter a name',
    'name-too-long': 'A name has at most 64 characters',
    'name-not-one-line': 'A name is one line of text',
    'network-malformed': 'Give networks like 192.0.2.0/24 or 2001:db8::/32',
    'country-malformed': 'Give two-letter codes of countries, such as FR',
    'condition-nowhere': 'Say where: a network or a country',
    'model-malformed': 'Give AAGUIDs, such as fa2b99dc-9e39-4257-8f92-4a30d23c4118',
    'models-unproven': 'A list of models needs the proof: without it a model is only claimed',
    'no-second-step': 'Allow passkeys, push or authenticator apps: the others only help',
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

  copying: {
    copied: 'Copied',
    failed: 'Select it to copy',
  },

  codeForm: {
    digits: '6-digit code',
    recoveryCode: 'Recovery code',
    recoveryCodeHint: 'Capitals, spaces and hyphens don’t matter.',
    sentTo: 'Enter the code that we sent to <address/>.',
    confirm: 'Confirm',
  },

  /** When the code did not get out. */
  delivery: {
    failed: 'We could not send the code just now. Use another method, or try again.',
    unreachable: {
      email: 'This mailbox cannot receive our mail. Check the address, or use another method.',
      sms: 'This number cannot receive text messages. Check the number, or use another method.',
    },
  },

  resend: {
    sentAgain: 'Sent again.',
    nothingYet: {
      email: 'No mail yet? Look in your spam folder, too.',
      sms: 'No text message yet? It can take a minute.',
    },
    wait: (duration: string) => `You can ask for it again in ${duration}.`,
    send: 'Send it again',
  },

  recoveryEnrollment: {
    choose: 'Where should we reach you?',
  },

  addressEnrollment: {
    sentTo: {
      email: 'Enter the code that we sent to <address/>. <change>Change the address</change>',
      sms: 'Enter the code that we sent to <address/>. <change>Change the number</change>',
    },
    address: 'E-mail address',
    hint: 'Another mailbox than the one that you sign in with: that one alone never brings you back past your second step.',
    useSignIn: 'Or <use>use my sign-in address</use>.',
    send: 'Send a code',
  },

  phone: {
    country: 'Country',
    number: 'Mobile number',
    hint: 'Rates may apply.',
    risk: 'A text message can be read by others, and a number can be taken over. It is a second step only beside <other>a passkey or an authenticator app</other>, which are safer.',
  },

  passwordField: {
    show: 'Show password',
    hide: 'Hide password',
    newPassword: 'New password',
    longEnough: 'Long enough.',
    soFar: (length: number, minimum: number) => `${length} of ${minimum} characters.`,
    atLeast: (minimum: number) => `At least ${minimum} characters.`,
    advice: 'A few words that don’t belong together are easy to remember and hard to guess.',
  },

  /** Proving once more who one is. */
  identity: {
    title: 'Confirm it’s you',
    lead: 'Before a change like this we ask again, so that nobody can make it on a screen left open.',
    noAnswer: 'No answer came. Check your connection, close this and try again.',
    back: 'Back',
    usePasskey: 'Use your passkey or security key',
    orAnother: 'Or use another method.',
  },

  errorPage: {
    missing: 'There is no such page',
    missingText: 'The address may be mistyped, or the page has moved.',
    offline: 'No answer came',
    offlineText: 'Check your connection, then try again.',
    failed: 'Something went wrong',
    failedText: 'It is not your doing. Please try again in a moment.',
    refused: 'This page is not open to you',
    refusedText: 'Your role does not allow it. If it should, ask an owner of this service.',
    toAccount: 'Go to your account',
  },

  accountMenu: {
    yourAccount: 'Your account,',
    signedInAs: 'Signed in as',
    apiReference: 'API reference',
    signOut: 'Sign out',
    stillSignedIn: 'You are still signed in: no answer came. Please try again.',
  },

  signIn: {
    title: 'Sign in',
    passwordReset:
      'Your password is changed. Sign in with the new one; if you use two-step verification, we still ask for it.',
    forgot: 'Forgot it?',
    or: 'or',
    usePasskey: 'Use a passkey',
    newHere: 'New here? <signUp>Create an account</signUp>',
  },

  /** The second step of a sign-in. */
  challenge: {
    choose: 'How do you want to continue?',
    chooseLead: 'Choose one of the methods of your account.',
    signingInAs: 'Signing in as <address/>',
    signIn: 'Sign in',
    none: 'None of your methods can be used right now. Wait a while and sign in again.',
    lockedFor: (duration: string) => `Locked for another ${duration}`,
    notYou: 'Not you? <startOver>Start over</startOver>',
  },

  /** The offer of a passkey after a sign-in. */
  passkeyOffer: {
    title: 'Next time, sign in with a touch',
    lead: 'With a passkey, this device’s fingerprint reader, camera or PIN takes the place of your password and of the code. It stays yours: none of that leaves the device.',
    notNow: 'Not now',
    later: 'You can always add one later under “Security keys and passkeys”.',
    added: (name: string) => `“${name}” added: next time, a touch is enough`,
  },

  signUp: {
    title: 'Create your account',
    lead: 'We send a code to your mailbox to check the address.',
    haveOne: 'Have an account already? <signIn>Sign in</signIn>',
    checkMail: 'Check your mail',
    sentTo: 'Enter the code that we sent to <address/>. It works for ten minutes.',
    create: 'Create account',
    wrongAddress: 'Wrong address? <startAgain>Start again</startAgain>',
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

  /** Behind the link of a notice. */
  notMe: {
    title: 'Was this not you?',
    lead: 'We told you of this:',
    what: 'Locking your account signs everybody out, forgets every device, and lets nobody sign in, until you set a new password with a code that we mail you. Your sign-in methods stay as they are.',
    lock: 'Lock my account',
    wasMe: 'It was me: there is nothing to do.',
    lockedTitle: 'Your account is locked',
    locked: 'Everybody is signed out, and nobody can sign in. Set a new password to get back in.',
    recover: 'Set a new password',
    settledTitle: 'This was dealt with',
    settled: 'Your account was locked since then, and you came back with a new password.',
    signIn: 'Sign in',
    expiredTitle: 'This link no longer works',
    expired:
      'It is more than seven days old, or not complete. If you worry about your account, set a new password: that signs everybody out.',
  },

  /** 'I have lost all of these': proving it. */
  lost: {
    link: 'I have lost all of these',
    title: 'Get back into your account',
    lead: 'Prove that it is you in one of these ways. Then you can set up a new second step.',
    delay: (hours: number) =>
      hours === 0
        ? 'At once, without waiting.'
        : `Then you wait ${hours} ${plural(hours, 'hour', 'hours')}, so that the account’s owner can stop it if it is not you.`,
    none: 'Your account has nothing else that could prove it.',
    proveTitle: 'Prove that it is you',
    readyTitle: 'The waiting time is over',
    ready: 'Prove once more that it is you. Then you can set up a new second step.',
    withPass: {
      link: 'Use a temporary access pass',
      title: 'Temporary access pass',
      lead: 'Enter the pass that your administrator gave you. It opens the set-up of a new second step.',
      label: 'Pass',
      hint: '8 letters and digits. Capitals, spaces and hyphens don’t matter.',
      needed:
        'An administrator reset your sign-in. Ask for a temporary access pass, then sign in again and enter it.',
      neededTitle: 'You need a temporary access pass',
    },
    found: 'Found one of your methods after all? <back>Sign in with it</back>',
    nothingLeft: 'None of this works? <ask>Ask an administrator</ask>',
    wait: {
      title: 'Your recovery has begun',
      lead: 'We told every address of your account. Until the time is over, whoever reads those messages can stop it.',
      left: 'Time left',
      readyAt: 'Ready on',
      afterwards: 'When the time is over',
      steps: [
        'Sign in with your password.',
        'Choose “I have lost all of these” again and enter a new code.',
        'Set up a new second step and save new recovery codes. What you lost is removed then.',
      ],
      until: 'You can close this page. Unused, the recovery ends on <date/>.',
    },
  },

  /** What a ready recovery leads to. */
  lostSetUp: {
    title: 'What have you lost?',
    lead: 'What is ticked is removed as soon as your new second step works, and not before.',
    fresh: {
      title: 'Set up a new second step',
      lead: 'First you save new recovery codes, then you set up an app or a passkey. It takes a few minutes.',
    },
    required: {
      title: 'Set up your second step anew',
      lead: 'An administrator asks you to. What you have now is removed as soon as the new one works, and not before.',
    },
    done: 'Set up. Now sign in with your new second step.',
    leaveText:
      'You can begin the set-up again in this browser for half an hour after the recovery was opened.',
  },

  /** The page behind a mail's link that stops a recovery. */
  recoverCancel: {
    title: 'Stop this recovery?',
    lead: 'Somebody wants to get into your account without what it asks for at sign-in: by a recovery, or by a reset or a pass of an administrator.',
    what: 'Stopping it ends all of that for good, and no recovery can begin for at least a day. Your sign-in methods stay as they are.',
    stop: 'Stop the recovery',
    wasMe: 'It was you? Close this page: nothing has changed.',
    stoppedTitle: 'The recovery was stopped',
    stopped:
      'Nobody can use it any more. If it was not you who asked for it, somebody may know your password: set a new one.',
    newPassword: 'Set a new password',
    overTitle: 'There is nothing to stop any more',
    over: 'The recovery was completed or ran out, or the link is not complete. If you worry about your account, sign in and look at its activity.',
    signIn: 'Sign in',
  },

  askForHelp: {
    title: 'Ask an administrator',
    lead: 'For when you have nothing left to sign in with. An administrator looks at what you ask. Your account does not change, and every address of it is told.',
    asking: 'You are asking for <address/>.',
    words: 'What happened',
    wordsHint: 'If you like, in at most 500 characters. No passwords and no codes.',
    send: 'Send',
    sentTitle: 'Your request was sent',
    sent: 'If this address has an account, an administrator will look at it. We told every address of the account; whoever reads that can take the request back.',
    back: 'Back to sign-in',
  },

  /** On the overview, while a recovery is open. */
  recoveryBanner: {
    title: 'Somebody is recovering this account',
    waiting: 'From <date/> on they can set up a new second step. If it was not you, stop it.',
    ready: 'Until <date/> they can set up a new second step. If it was not you, stop it.',
    stop: 'Stop it',
    stopTitle: 'Stop the recovery?',
    stopText: 'It ends for good, and none can begin for at least a day.',
    stopped: 'The recovery was stopped',
  },

  actBanner: {
    reset: {
      title: 'An administrator asked to reset your sign-in',
      agreement:
        'If a second administrator agrees, all your second steps and recovery codes are removed. If you did not ask for it, stop it.',
      time: 'On <date/> all your second steps and recovery codes are removed. If you did not ask for it, stop it.',
    },
    pass: {
      title: 'An administrator asked for a temporary access pass for you',
      agreement:
        'If a second administrator agrees, it is issued. Beside your password it lets its bearer set up a new second step. If you did not ask for it, stop it.',
    },
    issued: {
      title: 'There is a temporary access pass for your account',
      text: 'Beside your password it lets its bearer set up a new second step. If you did not ask for it, stop it.',
    },
    stop: 'Stop it',
    stopTitle: 'Stop it?',
    stopText: 'It does not happen, and a pass that there is ends. Your account stays as it is.',
    stopped: 'It was stopped',
  },

  rememberedDevices: {
    title: 'Remembered devices',
    lead: 'Browsers on which your password is enough to sign in. Changes to your account ask for the second step there, too.',
    none: 'None: the second step is asked for everywhere.',
    thisBrowser: 'this browser',
    lastUsed: 'last used',
    fromTo: (since: string, until: string) => `Remembered on ${since}, until ${until}`,
    forget: 'Forget',
    forgetThis: (name: string) => `Forget ${name}`,
    forgetTitle: 'Forget this device?',
    forgetMeaning: (name: string) =>
      `${name} is asked for the second step the next time that you sign in there. Sessions that it opened without one end now.`,
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
    send: 'Send the code',
    remembered: 'Remembered it? <signIn>Sign in</signIn>',
    newTitle: 'Set a new password',
    sentTo: 'If <address/> has an account, a code is on its way there. It works for ten minutes.',
    code: 'Code from the mail',
    set: 'Set the password',
    wrongAddress: 'Wrong address? <startAgain>Start again</startAgain>',
  },

  security: {
    lead: 'What protects your account, and what to do next.',
    nextStep: 'What to do next',
    howYouSignIn: 'How you sign in',
    lastChanged: 'Last changed <when/>',
    noPasskey: 'None yet: with one, a touch is enough',
    passwordOnly: 'Only your password is asked for',
    howYouGetIn: 'How you get back in',
    codesLater: 'You get them when you turn on two-step verification',
    runningLow: 'Running low',
    whereSignedIn: 'Where you’re signed in',
    manage: 'Manage',
    recentActivity: 'Recent activity',
    seeAll: 'See all',
    yourName: 'Your name',
    nameLead: 'Only administrators see it, to find your account.',
    noName: 'None',
    changeName: 'Change',
    changeNameTitle: 'Change your name',
    nameHint: 'Leave it empty to have none.',
    saveName: 'Save',
    nameSaved: 'Your name was saved.',
    yourData: 'Your data',
    yourDataLead: 'All that we keep of you, in one file: without your password, secrets and codes.',
    downloadData: 'Download my data',
    dataDownloaded: 'Your data was downloaded.',
    dataFile: 'my-account.json',
  },

  /** The one thing to do next. */
  recommendations: {
    review: {
      title: 'Look at your recent activity',
      text: 'Your account was locked because something was not you. See whether there is anything else that you do not know.',
      action: 'Review activity',
    },
    turnOn: {
      title: 'Turn on two-step verification',
      text: 'Today your password is all that a stranger needs. With a second step it is not enough. It takes about three minutes.',
      action: 'Set it up',
    },
    disabled: {
      title: (name: string) => `“${name}” was turned off`,
      text: 'There were too many wrong tries with it. Remove it and set it up again.',
      action: 'Look at it',
    },
    cameWithCode: {
      title: 'You came in with a recovery code',
      text: 'If your phone is lost, remove it from your account and set up another one.',
      action: 'Look at your methods',
    },
    newCodes: {
      title: (left: number) =>
        left === 0
          ? 'You have no recovery codes left'
          : `Only ${left} recovery ${plural(left, 'code', 'codes')} left`,
      text: 'They are your way back in when you lose your phone. Make a new set and keep it somewhere safe.',
      action: 'Get new codes',
    },
    recoveryMethod: {
      title: 'Add a recovery method',
      text: 'It is where we reach you when something about your sign-in changes.',
      action: 'Add one',
    },
    second: {
      title: 'Add a second authenticator',
      textWithPasskey: 'With one on another device, a lost one is an errand and not an emergency.',
      text: 'With a passkey beside it, a lost phone is an errand, and signing in takes one touch.',
      action: 'Add one',
    },
    passkey: {
      title: 'Sign in with a touch',
      text: 'A passkey takes the place of your password and the code, and nobody can trick you out of it.',
    },
    good: {
      title: 'Your account is well protected',
      text: 'Two-step verification is on, you have more than one method, and your recovery codes are ready.',
    },
  },

  /** A method in a list, and the dialogs about it. */
  factor: {
    added: 'Added <date/>',
    addedAndUsed: 'Added <date/>, last used <when/>',
    placeAndAdded: '<place/>\u00a0· added <date/>',
    lastUsed: 'Last used <when/>',
    lastUsedFrom: 'Last used <when/> from <from/>',
    verifies: 'Checks that it is you each time',
    disabled: 'Turned off after too many wrong tries',
    options: (name: string) => `Options for ${name}`,
    rename: 'Rename',
    renameTitle: (name: string) => `Rename “${name}”`,
    renameHint: 'Something that tells you which device it is.',
    save: 'Save',
    renamed: 'Renamed',
    prefer: 'Offer this first',
    preferred: 'Offered first',
    preferredNow: (name: string) => `“${name}” is offered first`,
    remove: 'Remove',
    removeTitle: (name: string) => `Remove “${name}”?`,
    removed: (name: string) => `“${name}” removed`,
    turnOffTitle: 'Turn off two-step verification?',
    removeAndTurnOff: 'Remove and turn off',
    quoted: (name: string) => `“${name}”`,
    noMoreMail: (address: string) => `We no longer send anything to ${address}.`,
    noMoreTexts: (number: string) => `We no longer send text messages to ${number}.`,
    thisAddress: 'this address',
    remains: (names: string) => `What remains: ${names}.`,
    remainsOn: (names: string) => `What remains: ${names}. Two-step verification stays on.`,
    noRecovery: 'You then have no recovery method.',
    passkeyStops: 'It no longer opens your account, and every other session is signed out.',
    codesStop: 'Its codes stop working at once, and every other session is signed out.',
    passwordFirst: 'You then sign in with your password first.',
    lastOne: (name: string) => `“${name}” is your last second step. If you remove it:`,
    passwordAlone: 'your password alone opens your account,',
    codesCancelled: 'all your recovery codes are cancelled,',
    othersSignedOut: 'every other session is signed out.',
    endsSession: 'You signed in with it: this session ends, too, and you sign in again with your password.',
  },

  passkeys: {
    lead: 'A touch, a glance or a PIN in place of your password and code. It works on this site only, so nobody can trick you out of it.',
    yours: 'Yours',
    none: 'No passkey yet',
    noneText:
      'You have none yet. A passkey lives on your computer or phone, in your password manager, or on a security key.',
    noneFirst: 'It takes about two minutes: we give you recovery codes first, for the day that it is lost.',
    goodToKnow: 'Good to know',
    synced: 'Synced',
    syncedText: 'Your password manager or provider copies it to your other devices.',
    oneDevice: 'On one device only',
    oneDeviceText: 'It cannot be copied. Add a second one, so that a lost device is no trouble.',
    removing: 'Removing one here',
    removingText:
      'It no longer opens your account. Your device or key may go on showing it until you delete it there.',
    place: {
      synced: 'Synced between devices',
      notYetSynced: 'Can be synced, but is not yet',
      thisKey: 'On this key only',
      oneDevice: 'On one device only',
    },
    added: 'Passkey added',
    nameLead: 'Give it a name that you will know it by.',
    whereLead: 'Your browser asks where to keep it.',
    signsInAlone: 'It works from now on. You can sign in with it alone.',
    afterPassword: 'It works from now on: after your password, in place of a code.',
    nameHint: 'For example “Work laptop” or “Key on my key ring”.',
    thisDevice: 'This device',
    thisDeviceText: 'Its fingerprint reader, its camera, or its PIN',
    phone: 'A phone or tablet',
    phoneText: 'Scan the code that your browser shows',
    key: 'A security key',
    keyText: 'Plug it in or hold it near, and touch it',
    /** Names that are suggested for a new one. */
    suggested: {
      passkey: 'Passkey',
      on: (platform: string) => `Passkey on ${platform}`,
      phone: 'Phone or tablet',
      key: 'Security key',
    },
  },

  passwordPage: {
    title: 'Change password',
    lead: 'Choose one that you use nowhere else.',
    endOthers: 'End all other sessions',
    endOthersText: 'Whoever knows the old password is out at once.',
    change: 'Change password',
    changed: 'Password changed',
  },

  recoveryCodes: {
    lead: 'Each one gets you in once when your other methods are out of reach.',
    yours: 'Your recovery codes',
    download: 'Download',
    copy: 'Copy',
    print: 'Print',
    copied: 'Codes copied',
    saved: 'I have saved them',
    fileName: 'countersign-recovery-codes.txt',
    fileTitle: 'Countersign recovery codes',
    madeFor: (email: string, date: string) => `For ${email}, made on ${date}.`,
    fileUse: 'Each code works once, in place of your second step at sign-in.',
    fileKeep: 'Keep this file where only you can read it. New codes make these ones worthless.',
    sheetText:
      'Each code works once, in place of your second step at sign-in. Cross it out when you have used it. Keep this sheet where you keep your other important papers. New codes make these ones worthless.',
    left: '<count>left</count> of <total/> left',
    madeOn: (date: string) => `Made on ${date}`,
    newCodes: 'Your new codes',
    newCodesText: 'The old ones no longer work. Save these now: we cannot show them again.',
    done: 'Done',
    active: 'New recovery codes are active',
    low: 'It is time for a new set: with none left, a lost phone locks you out.',
    make: 'Make new codes',
    none: 'You get recovery codes when you turn on two-step verification. Without it there is nothing for them to replace.',
    makeTitle: 'Make new recovery codes?',
    makeText: 'Your old codes stop working at once. You then see ten new ones to save.',
    leaveTitle: 'Leave without saving them?',
    leaveText: 'We cannot show these codes again, and your old ones no longer work.',
  },

  sessions: {
    lead: 'Where your account is signed in. End what you don’t recognise, then change your password.',
    this: 'This session',
    thisDevice: 'This device',
    others: 'Other sessions',
    none: 'You are signed in nowhere else.',
    proofs: (level: string, proofs: string, since: string) => `${level}: ${proofs} · since ${since}`,
    end: 'End',
    endOn: (where: string) => `End the session on ${where}`,
    endAll: 'End all others',
    ended: 'Session ended',
    allEnded: (count: number) => plural(count, 'One session ended', `${count} sessions ended`),
    endTitle: 'End this session?',
    endText: (where: string) => `${where} is signed out at once.`,
    endAction: 'End the session',
    endAllTitle: 'End all other sessions?',
    endAllText: 'Every device but this one is signed out at once.',
    endAllAction: 'End them',
    levelOf: (level: number) => `Level ${level} of 3`,
    legend: 'What the levels mean',
  },

  /** What a session proved when it was opened. */
  levels: {
    0: { title: 'Nothing proven', text: 'Nobody has proven who they are yet.' },
    1: { title: 'One proof', text: 'One thing was proven, such as the password alone.' },
    2: {
      title: 'Two proofs',
      text: 'Two things were proven, but of the same kind, or one by a short number typed on a phone.',
    },
    3: {
      title: 'Two-step',
      text: 'Two things of different kinds were proven: something you know and something you have. A passkey that checks your fingerprint, face or PIN is both.',
    },
  },

  /** Each proof, by its RFC 8176 value. */
  proofs: { pwd: 'password', otp: 'code', pop: 'passkey', push: 'number on the phone' },

  activity: {
    lead: 'Everything that happened to your sign-in. Something you didn’t do? <password>Change your password</password> and <sessions>end other sessions</sessions>.',
    more: 'Load more',
    all: 'That is everything.',
    administrator: (reason: string) => `By an administrator: “${reason}”`,
  },

  /** An event of the ledger as a line. */
  events: {
    'account.created': () => 'Account created',
    'account.renamed': () => 'Name changed',
    'sign-in.password-accepted': () => 'Password accepted, second step asked',
    'sign-in.succeeded': ({ method, name }: About) => {
      if (method === 'passkey') return `Signed in with ${described({ method, name })}`;
      return method && method !== 'password' ? `Signed in with ${nouns[method]}` : 'Signed in';
    },
    'sign-in.failed': () => 'Failed sign-in: wrong password',
    'challenge.failed': ({ method, name }: About) => {
      if (method === 'passkey') return `Refused ${name ? described({ method, name }) : 'an unknown passkey'}`;
      if (method === 'push') return `Wrong number${name ? ` on “${name}”` : ' on your phone'}`;
      return `Wrong code${method ? ` (${nouns[method]})` : ''}`;
    },
    'factor.locked': (about: About) => `Paused after too many wrong tries: ${called(about)}`,
    'factor.disabled': (about: About) => `Turned off after too many wrong tries: ${called(about)}`,
    'passkey.counter-regressed': ({ name }: About) =>
      `Refused ${described({ method: 'passkey', name })}: it may have been copied`,
    'session.reauthenticated': ({ method }: About) =>
      `Confirmed it’s you${method ? ` by ${nouns[method]}` : ''}`,
    'session.ended': () => 'Signed out',
    'sessions.ended': () => 'Other sessions ended',
    'factor.added': (about: About) => `Added ${described(about)}`,
    'factor.renamed': ({ method, name }: About) =>
      `Renamed ${method ? nouns[method] : 'a method'}${name ? ` to “${name}”` : ''}`,
    'factor.removed': (about: About) => `Removed ${described(about)}`,
    'factor.preferred': (about: About) => `Preferred for recovery: ${called(about)}`,
    'recovery-codes.generated': () => 'New recovery codes made',
    'recovery-codes.voided': () => 'Recovery codes cancelled',
    'recovery-code.used': () => 'A recovery code was used',
    'password.changed': () => 'Password changed',
    'password.reset-requested': () => 'Password reset asked for',
    'password.reset': () => 'Password reset by e-mail',
    'account.imported': () => 'Account imported by an administrator',
    'account.invited': () => 'Invitation sent',
    'account.exported': () => 'All that is kept of the account exported',
    'password.rehashed': () => 'Password taken over from the system that the account came from',
    'import.started': () => 'An import of people started',
    'import.finished': () => 'An import of people ended',
    'message.undelivered': () => 'An e-mail to you could not be sent',
    'device.remembered': () => 'This browser was remembered',
    'device.forgotten': ({ name }: About) =>
      name ? `No longer remembered: ${name}` : 'Remembered devices forgotten',
    'device.copied': ({ name }: About) =>
      `A remembered device may have been copied${name ? `: ${name}` : ''}`,
    'account.locked': () => 'Account locked',
    'account.role-changed': () => 'Your role was changed by an administrator',
    'role.changed': () => 'A role was changed',
    'policy.changed': () => 'The policy was changed',
    'group.changed': () => 'A group was changed',
    'audit.exported': () => 'The audit log was exported',
    'account.unlocked': () => 'Account unlocked',
    'activity.reviewed': () => 'Activity looked at',
    'account.recovery-requested': () => 'Recovery of the account asked for',
    'account.recovery-continued': () => 'Recovery of the account continued',
    'account.recovery-ready': () => 'Recovery of the account is ready',
    'account.recovery-cancelled': () => 'Recovery of the account stopped',
    'account.recovery-expired': () => 'Recovery of the account ran out, unused',
    'account.recovery-completed': () => 'Account recovered',
    'account.help-requested': () => 'An administrator was asked for help',
    'account.help-cancelled': () => 'Request for help taken back',
    'account.reset': () => 'Sign-in reset',
    'account.enrollment-required': () => 'Second step to be set up anew',
    'account.help-answered': () => 'Request for help answered',
    'account.act-asked': () => 'A reset or a pass was asked for',
    'account.act-ended': () => 'A reset or a pass that was asked for was decided',
    'factors.unlocked': () => 'Wait after wrong tries ended',
    'pass.issued': () => 'Temporary access pass issued',
    'pass.used': () => 'Temporary access pass used',
    'pass.ended': () => 'Temporary access pass ended after wrong tries',
    'code.sent': ({ method }: About) => `Code sent${method ? ` by ${nouns[method]}` : ''}`,
    'push.requested': () => 'Your phone was asked',
    'push.approved': ({ name }: About) => (name ? `Approved on “${name}”` : 'Approved on your phone'),
    'push.denied': ({ name }: About) => (name ? `Refused on “${name}”` : 'Refused on your phone'),
    'push.reported': ({ name }: About) =>
      name ? `Reported on “${name}”: it was not you` : 'Reported on your phone: it was not you',
    'push.verification-on': (about: About) => `Checks that it is you at each approval: ${called(about)}`,
    'push.verification-off': (about: About) =>
      `No longer checks that it is you at each approval: ${called(about)}`,
  },

  /** Countersign Push: connecting a phone, and asking it at sign-in. */
  push: {
    setUp: {
      title: 'Connect your phone',
      lead: 'When you sign in, your phone asks you, and you type the number that you see on this screen. It needs no app store.',
      making: 'Making your key',
      show: 'Show the QR code',
      renewed: 'The key from before can no longer be used. This is a new one.',
      qrCode: 'QR code that opens the authenticator on your phone. What it says is written beside it.',
      scan: 'Scan this with the phone’s camera.',
      orType: 'Or type it on the phone',
      open: 'Open <address/>',
      typeAccount: 'Account: <email/>',
      typeKey: 'Key: <key/>',
      copyLink: 'Copy the link',
      linkCopied: 'Link copied',
      thisDevice: 'Use this device itself',
      waiting: 'Waiting for your phone',
      left: (duration: string) => `The key is good for another ${duration}.`,
      compareTitle: 'Compare the numbers',
      compareLead: (name: string) => `“${name}” wants to be connected. Does it show this number?`,
      number: 'Number to compare',
      verifies: 'It checks that it is you, by fingerprint, face or screen lock, before each approval.',
      same: 'Yes, the same number',
      different: 'No, or it is not mine',
      dropped: 'That device was not connected, and its key is void. This is a new one.',
      unnamed: 'Your phone',
    },
    /** Of a device without a network. */
    code: {
      title: 'Code from the Countersign app',
      ask: (name: string) =>
        `Open Countersign on “${name}”, choose this account, and enter the code that it shows.`,
    },
    proof: {
      ask: 'Your phone asks you now. Type this number there:',
      number: 'Number to type on your phone',
      asking: 'Asking your phone',
      waiting: (duration: string) => `Waiting for your phone · ${duration}`,
      nothing: 'Nothing on the phone? Open the app there: it shows what waits.',
      enterCode: 'Enter a code from the app',
      again: 'Ask my phone again',
      approved: 'Approved',
      denied: 'You chose “Not now” on your phone, so nobody was let in.',
      reported:
        'Your phone answered that this was not you, so nobody was let in. No more requests go to your phone for an hour. If it was you after all, use another method.',
      mismatched: 'Another number was typed on your phone, so nobody was let in. Each number has one try.',
      expired: 'Nobody answered in time.',
      superseded: 'A newer request took the place of this one, perhaps on another screen of yours.',
    },
  },

  /** The authenticator: the app on the phone. */
  authenticator: {
    title: 'Authenticator',
    accounts: 'Accounts',
    activity: 'Activity',
    back: 'Back',
    withoutStorage:
      'This browser keeps nothing for this site, so that it cannot hold a key. Leave private browsing, or allow this site to store data.',
    home: {
      title: 'Your accounts',
      none: 'Approve sign\u2011ins on this device',
      noneLead:
        'It takes the place of a code: you are asked here, and type the number that the other screen shows.',
      steps: [
        'On your computer, open “Two-step verification” and choose “Countersign Push”.',
        'Scan its QR code with this device’s camera, or type the key.',
      ],
      add: 'Add an account',
      install: 'Install the app',
      typeKey: 'Type a key',
      listening: 'Requests appear here at once.',
      notListening: 'No connection. Codes work all the same.',
      states: {
        waiting: 'Not confirmed yet',
        removed: 'Removed',
      },
    },
    install: {
      title: 'Put it on the Home Screen first',
      why: 'On an iPhone or iPad, only an app on the Home Screen is told of requests while it is closed.',
      steps: [
        'Press Share, then “Add to Home Screen”.',
        'Open Countersign from there.',
        'Choose “Type a key”, and type the address and the key that the other screen shows.',
      ],
      here: 'Go on here without notifications',
    },
    reach: {
      off: 'Notifications are off: requests appear only while this app is open.',
      refused:
        'This browser does not allow notifications, so that requests appear only while this app is open. Allow them in the settings of this site.',
      unsupported: 'This browser has no notifications, so that requests appear only while this app is open.',
      'install-first':
        'Requests appear only while this page is open. For notifications, put it on the Home Screen and connect it from there.',
      failed:
        'This browser’s notification service did not answer, so that requests appear only while this app is open.',
      allow: 'Allow notifications',
    },
    add: {
      title: 'Add an account',
      lead: 'Type what the other screen shows beside its QR code.',
      key: 'Key',
      keyHint: '16 letters and digits. Capitals and hyphens don’t matter.',
      nameTitle: 'Use this device to sign in',
      nameLead: 'From now on it asks you when somebody signs in with your password.',
      name: 'Name of this device',
      phone: 'Phone',
      nameHint: 'So that you can tell it from others in your account.',
      notifyTitle: 'Be told when you are asked',
      notifyLead:
        'With notifications, a request reaches you while this app is closed. There is one for each sign-in, and nothing else.',
      notNow: 'Not now',
      checkTitle: 'Check that it is you each time?',
      checkLead:
        'This device can ask for your fingerprint, face or screen lock before each approval. Whoever picks it up unlocked can then approve nothing.',
      check: 'Check each time',
      deadTitle: 'This key does not work',
      dead: 'It is mistyped, was used already, or is more than ten minutes old. Look at the other screen for a new one.',
      tryAgain: 'Type a key',
      compareTitle: 'Compare the numbers',
      compareLead: 'Does the other screen show this number? If it does, say so there.',
      number: 'Number to compare',
      waiting: 'Waiting for the other screen',
      wrong: 'It shows another number? Say so there, and start again.',
      doneTitle: 'This device is connected',
      done: (email: string) => `When somebody signs in as ${email}, you are asked here.`,
      finish: 'Done',
      leftTitle: 'Not connected',
      left: 'The set-up was left or refused on the other screen, or took too long. Start again there.',
    },
    request: {
      signIn: 'Are you signing in?',
      reauthenticate: 'Are you confirming a change?',
      lead: 'Approve only what you are doing yourself, right now.',
      service: 'Service',
      account: 'Account',
      device: 'Device',
      from: 'From',
      when: 'When',
      unknown: 'Unknown',
      number: 'Number on the other screen',
      numberHint: 'It is on the screen where you sign in. Nobody else can tell you.',
      thenCheck: 'This device then checks that it is you.',
      left: 'Time left',
      approve: 'Approve',
      notNow: 'Not now',
      notMe: 'It was not me',
    },
    result: {
      approved: { title: 'Approved', text: 'Continue on the other screen.' },
      denied: { title: 'Not approved', text: 'Nobody was let in.' },
      mismatched: {
        title: 'That was another number',
        text: 'Nobody was let in. If it is you, ask again on the other screen, and type the number that it shows then.',
      },
      over: {
        title: 'This request is over',
        text: 'It was answered on another device, a newer one took its place, or it took too long. Nobody was let in by this device.',
      },
      reported: {
        title: 'Stopped: nobody was let in',
        text: 'Whoever that was knows your password. Do this now:',
        steps: [
          'Change your password: <change>set a new one</change>.',
          'Then look at the activity of your account, and end sessions that are not yours.',
        ],
        told: 'We mailed you about it, too. No more requests come for an hour.',
      },
      done: 'Done',
    },
    account: {
      code: 'Code for when there is no connection',
      codeHint: 'Choose “Enter a code from the app” on the other screen. Each code works once.',
      codeOf: 'Code',
      next: (duration: string) => `A new one in ${duration}`,
      check: 'Fingerprint, face or screen lock',
      checkOn: 'This device checks that it is you before each approval.',
      checkOff: 'Whoever picks this device up unlocked can approve. It can check each time that it is you.',
      turnOn: 'Check each time',
      turnOff: 'No longer check',
      checksNow: 'It checks each time from now on',
      checksNoMore: 'It no longer checks',
      details: 'Details',
      name: 'This device',
      added: 'Added',
      remove: 'Remove from this device',
      removeTitle: (email: string) => `Remove ${email}?`,
      removeText: 'This device then shows no more requests and no codes for it.',
      removeToo:
        'Your account goes on asking this device until you remove it there, too, under “Two-step verification”.',
      removed: 'Account removed',
      gone: 'Your account no longer knows this device: it was removed there. To use it again, remove it here and connect it anew.',
    },
    activityPage: {
      lead: 'What was answered on this device. It stays on this device.',
      none: 'Nothing yet.',
      outcomes: {
        approved: 'Approved',
        denied: 'Not now',
        reported: 'It was not me',
        mismatched: 'Another number typed',
        over: 'Over before it was answered',
      },
    },
  },

  twoStep: {
    leadOn: 'When you sign in with your password, we then ask for one of the methods below.',
    leadOff: 'A second step at sign-in keeps your account yours, even when somebody learns your password.',
    secondStep: 'Second step',
    need: 'You need this device’s fingerprint reader or PIN, a security key, or a phone with an authenticator app, and about three minutes. You will also get recovery codes for the day that it is lost.',
    recoveryLead: 'Where we tell you about changes to your sign-in. They never replace your second step.',
    addEmail: 'Add an e-mail address',
    addPhone: 'Add a phone number',
    phoneTitle: 'Add a recovery phone',
    phoneLead: 'We text a code there to check that it is yours.',
    phoneAdded: 'Recovery phone added',
    codesFor: 'For when none of your methods is at hand',
    emailTitle: 'Add a recovery e-mail',
    emailLead: 'We send a code there to check that it is yours.',
    emailAdded: 'Recovery e-mail added',
  },

  /** The wizard that sets two-step verification up. */
  setUp: {
    leave: 'Leave set-up',
    leaveTitle: 'Leave the set-up?',
    leaveCodes: 'The recovery codes that you were shown will not work: throw away any copies.',
    leaveMethod: 'What you began to connect is not finished and is dropped. Remove it from your app, too.',
    leaveText: 'You can start again whenever you like.',
    stepOf: (step: number, total: number) => `Step ${step} of ${total}`,
    steps: {
      confirm: 'Confirm it’s you',
      'recovery-method': 'Recovery method',
      'recovery-codes': 'Recovery codes',
      method: 'Method',
      passkey: 'Passkey',
      'countersign-push': 'Your phone',
      'authenticator-app': 'Authenticator app',
    },
    confirmTitle: 'First, confirm it’s you',
    confirmLead: 'We ask before anything about your sign-in is changed.',
    recovery: {
      title: 'Add a recovery method',
      lead: 'It helps you back in, and tells you when something changes about how you sign in.',
      done: 'Done: <addresses/>',
      another: 'Add another one',
    },
    codes: {
      title: 'Save your recovery codes',
      lead: 'If you lose your phone, one of these gets you in. Keep them on paper, in a password manager, or wherever your phone is not. They start to work when you finish.',
      making: 'Making your codes',
      show: 'Show my codes',
    },
    method: {
      title: 'Choose your second step',
      lead: 'This is what we ask for after your password.',
      passkey:
        'Your fingerprint, face or PIN, or a key that you plug in. The quickest, and the hardest to steal.',
      push: 'Your phone asks you, and you type a number. No app store, nothing to install.',
      totp: 'An app on your phone shows a new code every 30 seconds, even without a signal.',
    },
    passkey: {
      title: 'Create your passkey',
      lead: 'Your browser asks where to keep it. You may choose:',
    },
    app: {
      title: 'Connect your authenticator app',
      lead: 'Google Authenticator, Microsoft Authenticator, Authy, and most password managers will do.',
      renewed: 'The key from before can no longer be used. This is a new one: scan it again.',
      code: 'Then enter the code that the app shows',
      turnOn: 'Turn it on',
      making: 'Making your key',
      showQrCode: 'Show the QR code',
      qrCode: 'QR code with the key for your authenticator app. The same key is written beside it.',
      scan: 'Scan this with the app.',
      open: 'Open in my authenticator app',
      orType: 'Or type this key',
      copyKey: 'Copy the key',
      keyCopied: 'Key copied',
      kind: 'Time-based, 6 digits.',
    },
    done: {
      title: 'Two-step verification is on',
      app: 'From now on we ask for your password and then for a code from your app.',
      appRow: 'We ask for it at every sign-in',
      push: 'From now on we ask for your password, and then your phone asks you.',
      pushRow: 'It asks you at every sign-in',
      passkeyAlone: 'From now on your passkey is enough. Your password alone is not.',
      passkeyAloneRow: 'Choose “Use a passkey” when you sign in',
      passkey: 'From now on we ask for your password and then for your passkey.',
      passkeyRow: 'We ask for it after your password',
      recoveryMethod: 'Recovery method',
      codesReady: (left: number) => `${left} ready for the day you need one`,
      name: 'Name this authenticator',
      nameHint: 'So that you can tell it from others later, for example “My phone”.',
    },
  },

  /** What a person is told whom policy asks to set up a second step. */
  enrollmentDue: {
    title: 'Two-step verification will be required',
    byDate: (date: string) =>
      `From ${date} on you can sign in only with a second step. It takes about three minutes.`,
    bySkips: (left: number) =>
      left === 0
        ? 'At your next sign-in you will have to set up a second step. It takes about three minutes.'
        : `You can sign in ${left} more ${plural(left, 'time', 'times')} without a second step. It takes about three minutes.`,
    now: 'Two-step verification is required here. Set it up to go on.',
    replace: 'The method that you signed in with is not allowed any more. Set up another one to go on.',
    signOut: 'Sign out',
  },

  /** The administrators' pages. */
  admin: {
    title: 'Administration',
    toAccount: 'My account',
    link: 'Administration',
    policyPage: {
      lead: 'What this service asks of whom. A change holds everywhere within ten seconds.',
      version: (version: number, date: string, by: string) => `Version ${version}, ${date}, by ${by}`,
      noVersion: 'Nobody has changed it yet: the settings of this deployment hold.',
      readOnly: 'Your role lets you read this, not change it.',
      review: 'Review the changes',
      discard: 'Discard',
      changes: (count: number) => `${count} ${plural(count, 'change', 'changes')} not saved`,
      noChanges: 'Nothing was changed.',
      reviewTitle: 'Save these changes?',
      reviewLead: 'They hold for everybody within ten seconds.',
      reasonHint: 'Kept in the audit log.',
      save: 'Save',
      saved: 'The policy was saved.',
      before: 'Before',
      after: 'After',
      nothing: 'none',
      everyone: 'Everyone',
      group: 'Group',
      remove: 'Remove',
      twoStep: {
        title: 'Two-step verification',
        lead: 'A group’s rule takes the place of everyone’s. Who is in several groups gets the strictest.',
        rule: 'Rule',
        rules: {
          required: 'Required',
          optional: 'Optional',
          off: 'Off',
        },
        ruleHints: {
          required: 'Who has no second step can do nothing but set one up.',
          optional: 'Everybody decides for themselves.',
          off: 'Nobody new sets it up. Who has it keeps it, and is asked.',
        },
        start: 'From when',
        starts: { now: 'At once', due: 'From a date on', skips: 'After some sign-ins without it' },
        due: 'Date',
        skips: 'Sign-ins without it',
        addGroup: 'Add a rule for a group',
        chooseGroup: 'Choose a group',
        noGroups: 'There are no groups yet. <link>Make one</link>',
        says: {
          now: 'required',
          due: (date: string) => `required from ${date}`,
          skips: (count: number) =>
            `required after ${count} ${plural(count, 'sign-in', 'sign-ins')} without it`,
          optional: 'optional',
          off: 'off',
        },
      },
      methods: {
        title: 'Methods',
        lead: 'What may be the second step of a sign-in. The first is offered first.',
        legend: 'Allowed as a second step, in this order',
        up: (name: string) => `Move ${name} up`,
        down: (name: string) => `Move ${name} down`,
        gone: 'Who has only methods that are not allowed signs in with them once more, to set up one that is.',
        recovery: 'May help somebody back in who has lost every second step',
        digits: 'Number matching on push',
        digitsHint:
          'Typed on the device that is asked. Only six digits count as two factors; fewer allow a single try.',
        digitsOf: (count: number) => `${count} digits`,
        bounded: 'The settings of this deployment allow no more than what is listed here.',
      },
      sessions: {
        title: 'Sessions and devices',
        reauthentication: 'A change needs a proof not older than',
        idle: 'A session ends without use after',
        absolute: 'And in any case after',
        remember: 'A browser may skip the second step for',
        never: 'Never',
      },
      lockout: {
        title: 'Wrong tries',
        lead: 'Of passwords, authenticator apps and recovery codes. Codes that are sent are locked after three.',
        tries: 'Locked after',
        triesOf: (count: number) => `${count} wrong tries in a row`,
        lock: 'The first lock lasts at least',
        lockHint: 'Each further one lasts longer.',
      },
      resets: {
        title: 'Resets by administrators',
        label: 'A reset or a temporary pass',
        modes: {
          direct: 'happens at once',
          'second-admin': 'needs a second administrator',
          delay: 'waits, so that its owner can stop it',
        },
        hint: 'Every address of the account is told either way.',
        ownersOnly: 'Only an owner changes this.',
      },
      passkeys: {
        title: 'Passkeys and security keys',
        verification: 'The device must check who uses it, by PIN, finger or face',
        deviceBound: 'It must not be copied between devices',
        attestation: 'It must prove what model it is',
        allow: 'Only these models',
        allowHint: 'AAGUIDs, one a line. Empty: all. Needs the proof above.',
        deny: 'Not these models',
        denyHint: 'AAGUIDs, one a line.',
      },
      conditions: {
        title: 'Conditions',
        lead: 'What else is asked of who signs in from a place. Where the platform does not say where somebody is, that is “anywhere else”.',
        add: 'Add a condition',
        name: 'Name',
        where: 'When somebody signs in',
        wheres: { inside: 'from one of these places', outside: 'from anywhere else than these places' },
        networks: 'Networks',
        networksHint: 'Such as 192.0.2.0/24 or 2001:db8::/32, one a line.',
        countries: 'Countries',
        countriesHint: 'Two-letter codes, such as FR BE CH.',
        groups: 'Only people of',
        effect: 'Then',
        effects: {
          refuse: 'refuse the sign-in',
          require: 'require a second step',
          ask: 'ask for the second step each time',
        },
        newName: 'New condition',
      },
      whatIf: {
        title: 'What if',
        lead: 'What a sign-in would come to under what is written above, saved or not.',
        ip: 'IP address',
        country: 'Country',
        optional: 'Leave it out where it is not known.',
        ask: 'Try it',
        outcomes: {
          refused: 'The sign-in is refused.',
          'second-factor': 'After the password the second step is asked.',
          enrollment: 'After the password nothing opens but the set-up of a second step.',
          full: 'The password is enough.',
        },
        methods: (list: string) => `It may be: ${list}.`,
        because: 'Why',
        reasons: {
          'refused-here': (by: string) => `The condition “${by}” refuses it there.`,
          'has-second-step': () => 'They have set up a second step.',
          'asked-every-time-here': (by: string) =>
            `The condition “${by}” asks for it each time, on remembered devices too.`,
          'may-be-remembered': () => 'A remembered device may skip it.',
          'method-not-allowed': () =>
            'No method that they have is allowed any more: after it they must set up one that is.',
          required: () => 'Two-step verification is required of them, and they have not set it up.',
          'required-here': (by: string) => `The condition “${by}” requires a second step there.`,
          'required-later': (date: string) => `Two-step verification is required of them from ${date}.`,
          'skips-left': (left: string) => `They may sign in ${left} more times without a second step.`,
          optional: () => 'Two-step verification is optional for them.',
          off: () => 'Two-step verification is off for them.',
        },
        byGroup: (name: string) => `So says the rule of the group “${name}”.`,
      },
      history: {
        title: 'Earlier versions',
        none: 'There are none.',
      },
    },
    groupsPage: {
      lead: 'Named sets of people, for the policy to speak of.',
      none: 'There are no groups yet.',
      members: (count: number) => `${count} ${plural(count, 'person', 'people')}`,
      make: 'Make a group',
      makeAction: 'Make the group',
      made: 'The group was made.',
      name: 'Name',
      rename: 'Rename',
      renameOf: (name: string) => `Rename “${name}”`,
      renamed: 'The group was renamed.',
      delete: 'Delete',
      deleteOf: (name: string) => `Delete “${name}”?`,
      deleteText: 'The people in it keep their accounts. It cannot be brought back.',
      deleted: 'The group was deleted.',
      people: 'People in it',
      nobody: 'Nobody is in it yet.',
      since: (date: string) => `since ${date}`,
      add: 'Add somebody',
      addAction: 'Add',
      added: 'They were added.',
      take: 'Remove',
      takeOf: (email: string, name: string) => `Remove ${email} from “${name}”?`,
      takeText: 'From their next click, the group’s rules are not theirs any more.',
      taken: 'They were removed.',
      more: 'Show more',
    },
    nav: {
      overview: 'Overview',
      people: 'People',
      import: 'Import',
      requests: 'Requests for help',
      policy: 'Policy',
      groups: 'Groups',
      roles: 'Roles',
      audit: 'Audit log',
    },
    roles,
    notPermitted: {
      title: 'This page is for administrators',
      text: 'Your account has no role that opens it. If it should, ask an owner of this service.',
    },
    twoStep: {
      title: 'Set up two-step verification first',
      text: 'Administrators sign in with two steps.',
    },
    passkey: {
      title: 'Sign in with your passkey',
      text: 'Your account has a passkey or security key, so administration opens only to a session that used it.',
      action: 'Use my passkey',
    },
    reason: {
      label: 'Reason',
      hint: 'Kept in the audit log, and told to the person.',
    },
    overviewPage: {
      lead: 'How people sign in here, and what waits for you.',
      period: 'Period',
      days: (days: string) => `${days} days`,
      attention: 'Right now',
      covered: 'Two-step verification',
      ofPeople: (covered: string, all: string) => `${covered} of ${all} people`,
      locked: 'Locked accounts',
      lockedText: 'No sign-in until the lock ends',
      requests: 'Waiting for help',
      requestsText: 'Lost every way in',
      undelivered: 'Messages not delivered',
      undeliveredText: (sent: string) => `in 7 days; ${sent} codes sent`,
      coverage: 'Two-step verification over time',
      coverageLead:
        'People by the strongest second step that they have set up, at the end of each day (UTC).',
      signIns: 'Sign-ins and failures',
      signInsLead: 'Finished sign-ins, and wrong passwords, codes and passkeys, by day (UTC).',
      byType: 'Log-ins and failures by type',
      type: 'Type',
      method: 'Method',
      count: 'Count',
      day: 'Day',
      download: 'Download as CSV',
      table: 'As a table',
      none: 'Nothing was counted in this time.',
      succeeded: 'Signed in',
      failed: 'Failed',
      chart: (title: string, first: string, last: string, values: string) =>
        `${title}, ${first} to ${last}. On the last day: ${values}.`,
      secondSteps: {
        none: 'No second step',
        passkey: 'Passkey',
        push: 'Approval on the phone',
        totp: 'Authenticator app',
      },
      types: {
        'sign-in.succeeded': 'Signed in',
        'recovery-code.used': 'Came in with a recovery code',
        'sign-in.failed': 'Wrong password',
        'challenge.failed': 'Wrong second step',
        'factor.locked': 'Paused after wrong tries',
        'factor.disabled': 'Turned off after wrong tries',
        'passkey.counter-regressed': 'Passkey that may be copied',
        'account.locked': 'Account locked by its owner',
        'code.sent': 'Code sent',
        'message.undelivered': 'Message not delivered',
      },
    },
    peoplePage: {
      lead: 'Everybody who has an account here.',
      search: 'Search',
      searchHint: 'Start of an e-mail address, a name or an id',
      filters: 'Filters',
      secondStep: 'Second step',
      any: 'Any',
      weak: 'Any that can be phished',
      role: 'Role',
      anyRole: 'Any',
      locked: 'Locked',
      codesLow: 'Recovery codes low',
      inactive: 'Inactive for 90 days',
      clear: 'Clear all',
      list: 'People',
      nobody: 'Nobody matches.',
      nobodyYet: 'Nobody matches so far.',
      shown: (count: string) => `${count} shown`,
      more: 'Load more',
      lastSignIn: 'Last sign-in <when/>',
      never: 'Never signed in',
      noStep: 'No second step',
      codesLeft: (left: number) => `${left} ${plural(left, 'code', 'codes')} left`,
      lockedUntil: (time: string) => `Locked until ${time}`,
      lockedByOwner: 'Locked by its owner',
    },
    personPage: {
      account: 'Account',
      id: 'Id',
      copyId: 'Copy the id',
      since: 'Account since',
      lastSignIn: 'Last sign-in',
      lock: 'Lock',
      lockText: (until: string) => `Wrong tries: something of it takes no answers until ${until}`,
      ownerLockText: 'Its owner locked it: nobody signs in until a new password is set by mail',
      signIn: 'How they sign in',
      recovery: 'How they get back in',
      noRecovery: 'No recovery method',
      codes: 'Recovery codes',
      noCodes: 'None: they come with two-step verification',
      codesLeft: (left: number) => `${left} ${plural(left, 'code', 'codes')} left`,
      lockedUntil: (time: string) => `Locked until ${time}`,
      sessions: 'Where they are signed in',
      noSessions: 'Nowhere right now.',
      devices: 'Remembered devices',
      noDevices: 'None: the second step is asked everywhere.',
      activity: 'Activity',
      noGroups: 'In no group',
      addToGroup: 'Add to a group',
      addToGroupOf: (email: string) => `Add ${email} to a group`,
      addToGroupText: 'From their next click, the group’s rules are theirs.',
      group: 'Group',
      actor: (email: string, role: string) => `By ${email} (${role})`,
      gone: 'an account that is gone',
    },
    importPage: {
      lead: 'Bring people here from another system, with the passwords and authenticator apps that they have.',
      newImport: 'New import',
      newLead:
        'The file is checked first. No account is made before you have seen what would become of each line.',
      file: 'File',
      fileHint: 'CSV with a first line of column names, or JSON Lines; UTF-8, at most 100 MiB.',
      upload: 'Upload and check',
      uploading: (name: string) => `Uploading ${name}`,
      fields: 'What a file can say of a person',
      fieldsLead: 'Only the address is needed. Other columns are passed over.',
      fieldWords: {
        email:
          'The address that they sign in with. One that has an account already is reported and left alone.',
        name: 'What they are called.',
        passwordHash:
          'bcrypt, scrypt, Argon2 or PBKDF2. Compared at their first sign-in, and hashed our way from then on. Without one they set a password by mail.',
        totp: 'The otpauth:// address of their authenticator app. It goes on working.',
        emailVerified:
          'true or false; nothing means true. An address that was not verified brings neither its password nor its app along.',
      },
      fieldNames: {
        email: 'E-mail address',
        name: 'Name',
        passwordHash: 'Password hash',
        totp: 'Authenticator app',
        emailVerified: 'Address verified',
      },
      history: 'Imports so far',
      noImports: 'There are none yet.',
      more: 'Show older imports',
      counts: ({ ready, problems, made }: { ready: number; problems: number; made: number }) =>
        [`${made} made`, ready && `${ready} ready`, problems && `${problems} left out`]
          .filter(Boolean)
          .join(' · '),
      states: {
        uploading: 'Uploading',
        checking: 'Checking',
        checked: 'Waits for you',
        running: 'Running',
        done: 'Done',
        cancelled: 'Stopped',
        failed: 'Not readable',
        expired: 'Expired',
      },
      stateWords: {
        uploading: 'The file has not arrived whole. It is kept for a day.',
        checking: 'Every line is looked at. You may leave this page.',
        checked: 'No account was made yet. Look through the report, then start, within a day.',
        running: 'Accounts are being made. You may leave this page; it goes on, also after a crash.',
        done: 'All accounts that could be made were made.',
        cancelled: 'What was made until then stays. The file was destroyed.',
        failed: 'Correct the file and upload it again.',
        expired: 'Nobody went on with it within a day. The file was destroyed.',
      },
      fileProblems: {
        'file-empty': 'The file has no lines.',
        'file-not-utf-8': 'The file is not text in UTF-8. In a spreadsheet, save it as “CSV UTF-8”.',
        'file-without-email': 'No column is called “email”.',
      },
      uploadedBy: (email: string, when: string) => `Uploaded by ${email}, ${when}`,
      stateTitle: 'How far it is',
      arrived: 'Arrived',
      sameFile: 'The same file, to go on',
      goOn: 'Go on',
      checking: 'Checked',
      made: (made: number, all: number) => `${made} of ${all} accounts made`,
      numbers: { ready: 'Ready', problems: 'Left out', made: 'Made' },
      start: (count: number) => plural(count, 'Make one account', `Make ${count} accounts`),
      startTitle: (count: number) => plural(count, 'Make one account?', `Make ${count} accounts?`),
      startText: 'Accounts that exist already are left as they are. It can be stopped, but not undone.',
      invite: 'Mail everybody an invitation',
      cancel: 'Stop this import',
      cancelTitle: 'Stop this import?',
      cancelText: (made: number) =>
        made === 0
          ? 'No account was made. The file is destroyed.'
          : plural(made, 'The account that was made stays.', `The ${made} accounts that were made stay.`) +
            ' The file is destroyed.',
      columns: 'What was read',
      columnsToRead: 'What each column is',
      columnsLead: 'What each column of the file is read as.',
      column: 'Column in the file',
      readAs: 'Read as',
      noHeader: 'without a name',
      notImported: 'Not imported',
      report: 'Report',
      reportLead: 'Lines that need your attention. The download has every line. It is kept for 30 days.',
      nothingToTell: 'There is nothing to tell: every line is as it should be.',
      line: 'Line',
      address: 'Address',
      what: 'What',
      moreLines: 'Show more lines',
      download: 'Download the report',
      reportFile: (name: string) => `report of ${name}.csv`,
      outcomes: { ready: 'Will be made', problem: 'Left out', made: 'Made' },
      lineProblems: {
        'line-too-long': 'Left out: the line is longer than 16 KiB, or a quotation mark in it is not closed',
        'line-not-utf-8': 'Left out: the line is not text in UTF-8',
        'line-not-json': 'Left out: the line is not one JSON object',
        'line-too-many-cells': 'Left out: the line has more cells than the first line has columns',
        'email-missing': 'Left out: there is no address',
        'email-malformed': 'Left out: this is no e-mail address',
        'email-twice': (other: number) => `Left out: line ${other} has this address already`,
        'email-taken': 'Left out: this address has an account',
        'name-malformed': 'Left out: a name is one line of at most 64 characters',
        'hash-unknown': 'Left out: this is no hash of a kind that we can verify',
        'hash-malformed': 'Left out: the password hash is damaged or cut off',
        'hash-too-costly': 'Left out: verifying this hash would take too much time or memory',
        'totp-malformed': 'Left out: this is no otpauth://totp address with a secret in Base32',
        'totp-too-short': 'Left out: the secret of an authenticator app must have at least 128 bits',
        'totp-unsupported': 'Left out: codes must have 6 digits and change at least every 30 seconds',
        'verified-malformed': 'Left out: say true or false whether the address was verified',
        'not-made': 'Left out: the account could not be made after several tries; import this line again',
      },
      lineNotes: {
        'address-not-verified':
          'The address was not verified: sets a password by mail first, without password and app from before',
        'no-password': 'No password: sets one by mail first',
      },
    },
    exportPerson: {
      title: 'What is kept of this person',
      lead: 'For somebody who asks what you have of them. The file has no password, secret or code; they are told.',
      action: 'Export as JSON',
      dialogTitle: (email: string) => `Export all that is kept of ${email}?`,
      dialogText:
        'A file with addresses, methods, devices, sessions and the whole activity. Every address of the account is told.',
      done: 'The export was downloaded.',
    },
    rolesPage: {
      lead: 'Who administers this service. What each role may do is written below.',
      holders: 'People with a role',
      you: 'you',
      since: (date: string) => `since ${date}`,
      grantedBy: (email: string) => `by ${email}`,
      first: 'by the first owner’s link',
      change: 'Change',
      changeOf: (email: string) => `Change the role of ${email}`,
      withdraw: 'Take away',
      withdrawOf: (email: string) => `Take the role of ${email} away?`,
      changeText: 'It counts from their next click.',
      yes: 'Yes',
      no: 'No',
      withdrawText: 'Administration closes to them at once. Their account stays as it is.',
      grant: 'Give somebody a role',
      grantLead: 'They need an account here, and two-step verification before administration opens to them.',
      role: 'Role',
      give: 'Give the role',
      given: 'The role was given.',
      changed: 'The role was changed.',
      withdrawn: 'The role was taken away.',
      what: 'What each role may do',
      permission: 'Permission',
    },
    acts: {
      title: 'Help and reset',
      lead: 'Each act asks for a reason. The person is told of it at every address of the account, with your reason.',
      makeSure:
        'Make sure whom you are talking to, in a way that somebody who only knows the password cannot pass.',
      ask: 'Ask for it',
      waits: {
        'second-admin':
          'It waits until another administrator agrees. The person is told now, and can stop it.',
        delay: 'It waits, so that the person, who is told now, can stop it.',
      },
      outcomes: {
        done: 'Done.',
        nothing: 'There was nothing to do.',
        waiting: 'Asked for. It waits now, and the person is told.',
      },
      acts: {
        'issue-pass': {
          title: 'Temporary access pass',
          of: (email: string) => `Issue a temporary access pass for ${email}`,
          text: 'Beside their password, it lets them set up a new second step and nothing else. What they lost is removed then. An earlier pass ends.',
          action: 'Issue a pass',
          hours: 'Hours that it works',
          uses: 'Number of uses',
          done: 'The pass was issued.',
        },
        unlock: {
          title: 'End the wait after wrong tries',
          of: (email: string) => `Unlock ${email}?`,
          text: 'They can try again at once. The count of wrong tries stays, and a method that was turned off stays off. An account that its owner locked opens by a new password alone.',
          action: 'Unlock',
          done: 'They can try again now.',
        },
        'end-sessions': {
          title: 'Sign out everywhere',
          of: (email: string) => `Sign ${email} out everywhere?`,
          text: 'All sessions end at once, and no browser is remembered any more.',
          action: 'Sign out',
          done: 'They were signed out everywhere.',
        },
        'void-recovery-codes': {
          title: 'Void the recovery codes',
          of: (email: string) => `Void the recovery codes of ${email}?`,
          text: 'None of them works any more. They make new ones when they are signed in.',
          action: 'Void',
          done: 'The recovery codes were voided.',
        },
        'remove-factor': {
          title: 'Remove one sign-in method',
          of: (email: string) => `Remove a sign-in method of ${email}`,
          text: 'For one that was lost or stolen. What was signed in with it ends. The last second step cannot be removed alone.',
          which: 'Method',
          action: 'Remove',
          done: 'The method was removed.',
        },
        'require-enrollment': {
          title: 'Require a new second step',
          of: (email: string) => `Require a new second step of ${email}?`,
          text: 'They are signed out. They sign in as always, and then set up a new second step before anything else. It replaces those that they have.',
          action: 'Require',
          done: 'They set up a new second step at their next sign-in.',
        },
        reset: {
          title: 'Reset all second steps',
          of: (email: string) => `Reset the sign-in of ${email}?`,
          text: 'All second steps and recovery codes are removed, all sessions end, no browser is remembered. Their password alone opens nothing: they also need a temporary access pass from you.',
          action: 'Reset',
          done: 'The sign-in was reset. Issue a pass when they need one.',
        },
      },
      pass: {
        title: (email: string) => `The pass for ${email}`,
        once: 'It is shown only now, and nowhere else.',
        works: (from: string, until: string, uses: number) =>
          `It works ${uses === 1 ? 'once' : `${uses} times`}, from ${from} until ${until}.`,
        how: 'They sign in with their e-mail address and password, then choose “Use a temporary access pass”.',
        copy: 'Copy',
        handedOver: 'I have handed it over',
      },
    },
    requestsPage: {
      lead: 'People who have nothing left to sign in with, the oldest first.',
      open: 'Waiting for an answer',
      none: 'Nobody is waiting for an answer.',
      beware:
        'Whoever asks may be somebody else. Reach the person in a way that you knew before, such as a number in your own directory, and never by what is written here.',
      proven: 'What was proven:',
      nothing: 'Nothing proven',
      proofs: {
        password: 'Password',
        totp: 'Authenticator app',
        push: 'Countersign Push',
        passkey: 'Passkey',
        'passkey-verified': 'Passkey',
        'push-verified': 'Countersign Push',
        sms: 'Text message',
        email: 'E-mail',
        'recovery-code': 'Recovery code',
        'password-reset': 'Password, reset by mail',
        'recovery-method': 'A recovery method',
      },
      noWords: 'Nothing was written.',
      answer: 'Answer',
      refuse: 'Refuse',
      close: {
        answered: {
          title: (email: string) => `Answer ${email}`,
          text: 'What you write as the reason is mailed to every address of the account, and the request is closed.',
          action: 'Send the answer',
          done: 'The answer was sent.',
        },
        refused: {
          title: (email: string) => `Refuse the request of ${email}?`,
          text: 'The reason is mailed to every address of the account, and the request is closed. The account stays as it is.',
          action: 'Refuse',
          done: 'The request was refused.',
        },
      },
      pending: 'Waiting to happen',
      pendingLead: 'Resets and passes that another administrator must agree to, or that wait for their time.',
      what: {
        reset: (email: string) => `Reset ${email}`,
        'issue-pass': (email: string) => `Pass for ${email}`,
      },
      you: 'you',
      askedBy: (who: string, role: string) => `Asked for by ${who} (${role})`,
      until: (at: string) => `Open until ${at}.`,
      happens: (at: string) => `Happens on ${at}, unless it is stopped.`,
      approved: 'Agreed. Who asked for it can take the pass.',
      showPass: 'Show the pass',
      decide: {
        approve: {
          title: (what: string) => `Agree? ${what}`,
          text: 'A reset happens at once. A pass is then shown to who asked for it. Both of your names are kept.',
          action: 'Agree',
          done: 'You agreed.',
        },
        refuse: {
          title: (what: string) => `Stop it? ${what}`,
          text: 'It does not happen. The person is told.',
          action: 'Stop it',
          done: 'It was stopped.',
        },
        withdraw: {
          title: (what: string) => `Take it back? ${what}`,
          text: 'It does not happen. The person is told.',
          action: 'Take it back',
          done: 'It was taken back.',
        },
      },
    },
    auditPage: {
      lead: 'Everything that happened to anybody’s sign-in, and everything that administrators did. Nothing in it can be changed.',
      filter: 'Filter',
      filters: 'Filters',
      names: {
        person: 'Person',
        actor: 'Administrator',
        type: 'Event',
        method: 'Method',
        ip: 'IP address',
        from: 'From',
        to: 'To',
      },
      personHint: 'An e-mail address or an id',
      any: 'Any',
      show: 'Show',
      remove: 'Remove this filter',
      clear: 'Remove all',
      follow: 'Follow live',
      following: 'What happens now appears at the top by itself.',
      followingEnded: 'It is no longer followed. Turn it on again to go on.',
      exportAs: { csv: 'Export CSV', jsonl: 'Export JSON Lines' },
      exported: 'The export is among your downloads. It is in the log, too.',
      nothing: 'Nothing that fits has happened.',
      nothingYet: 'Nothing that fits so far.',
      more: 'Load more',
      all: 'That is everything.',
      service: 'The service',
      by: (email: string) => `by ${email}`,
      because: (reason: string) => `: ${reason}`,
      onlyPerson: 'Only this person',
      onlyIp: 'Only this address',
      onlyType: 'Only such events',
      placeInLog: (number: number, seq: number) => `${number}; ${seq} in its chain`,
      facts: {
        when: 'When',
        type: 'Type',
        person: 'Account',
        about: 'About',
        actor: 'Administrator',
        reason: 'Reason',
        ip: 'From',
        browser: 'Browser',
        session: 'Session',
        request: 'Request',
        place: 'Place in the log',
        hash: 'Hash',
      },
      events: {
        roleGiven: (role: string) => `Role given: ${role}`,
        roleTaken: 'Role taken away',
        role: 'Role changed (the service’s record)',
        ownRole: 'Role changed (the person’s record)',
        confirmed: 'Confirmed who they are',
        confirmedBy: (method: string) => `Confirmed who they are: ${method}`,
        exported: (format: string) => `Audit log exported as ${format}`,
      },
      theirs: {
        'message.undelivered': 'A message could not be delivered',
        'push.requested': 'The phone was asked',
        'push.approved': 'Approved on the phone',
        'push.denied': 'Refused on the phone',
        'push.reported': 'Reported on the phone: it was somebody else',
        'push.verification-on': 'The phone checks its owner at each approval',
        'push.verification-off': 'The phone no longer checks its owner',
      },
      state: {
        events: 'Events',
        signed: 'Signed',
        signedAt: (count: string, when: string) => `The first ${count}, on ${when}`,
        notSigned: 'Not yet',
        webhook: 'Webhook',
        bucket: 'Bucket',
        none: 'Not set up',
        waiting: (count: string) => `Waiting: ${count}`,
        upTo: (when: string) => `Up to date, ${when}`,
        wasChanged:
          'The log is not what was signed: somebody changed it in the database. Check an earlier export with countersign-verify, and find out who could.',
        failing: (failure: string) => `The webhook does not take what it is sent: ${failure}.`,
        retry: (when: string) => `The next try: ${when}.`,
      },
    },
    permissions: {
      'overview.read': 'See the overview',
      'people.read': 'Look people up',
      'people.reset': 'Reset people’s factors, codes and sessions',
      'people.import': 'Import people',
      'people.export': 'Export what is kept of a person',
      'help.read': 'See who asks for help',
      'help.answer': 'Answer who asks for help',
      'policy.read': 'See the policy',
      'policy.change': 'Change the policy',
      'audit.read': 'Read the audit log',
      'audit.export': 'Export the audit log',
      'roles.read': 'See who has a role',
      'roles.change': 'Give and take roles',
    },
    claim: {
      title: 'Become the owner',
      text: 'This link makes your account the first owner of this service: it may do everything, and gives others their roles. It works once.',
      action: 'Become the owner',
      account: 'You are signed in as',
      missing: 'This address has no token. Open the whole link that the command printed.',
    },
  },
};

/** What the authenticator's service worker says while the app is closed. */
export const notifications = {
  device,
  title: (service: string) => `Sign in to ${service}?`,
  body: (from: string) => `${from}. Open to answer.`,
  open: 'Open to see what is asked.',
};

export const mail = {
  /** A mail with a code. */
  code: {
    subject: (code: string, service: string) => `${code} is your ${service} code`,
    yourCode: (code: string) => `Your code: ${code}`,
    purpose: {
      'sign-up': (service: string) => `Enter it to confirm your address and open your ${service} account.`,
      'sign-in': () => 'Enter it to finish signing in.',
      recovery: () => 'Enter it to get back into your account.',
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
    numbersChanged: (service: string, link: string) =>
      `${service}: the recovery phones of your account were changed. If it was not you: ${link}`,
    recovery: (service: string, link: string) =>
      `${service}: somebody is recovering your account. If it was not you, stop it: ${link}`,
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
      'If this was you, there is nothing to do. If it was not, lock your account: everybody is signed out until you are back in.',
    notMeLabel: 'This was not me',
    backIn: 'To get back in, set a new password:',
    backInLabel: 'Set a new password',
    /** In an invitation. */
    begin: 'You need not answer this mail. To begin:',
    signInLabel: 'Sign in',
    /** Before the link that stops what the notice tells of. */
    stopIt: 'If this was you, there is nothing to do. If not, stop it here:',
    stopItLabel: 'Stop it',
    by: 'By:',
    anAdministrator: 'an administrator',
    reason: 'Reason:',
    notAgreed:
      'If you did not ask for this and do not expect it, lock your account: everybody is signed out until you are back in.',
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
    verificationOn: {
      subject: 'A phone now checks that it is you',
      text: (name: string) =>
        `From now on “${name}” asks for a fingerprint, a face or its screen lock at each approval.`,
    },
    verificationOff: {
      subject: 'A phone no longer checks that it is you',
      text: (name: string) =>
        `“${name}” no longer asks for a fingerprint, a face or its screen lock at an approval.`,
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
    recoveryRequested: {
      subject: 'Somebody asked to recover your account',
      text: (ready: string) =>
        `Somebody who knows your password says that every second step is lost, and proved one of your recovery methods. From ${ready} on they can set up a new one, unless it is stopped.`,
    },
    /** By a recovery code, after the password was reset by mail: there is no delay. */
    recoveryByCode: {
      subject: 'Somebody is recovering your account',
      text: (left: number) =>
        `Somebody who reset your password by mail used a recovery code, and can set up a new second step now. ${left} recovery ${plural(left, 'code is', 'codes are')} left.`,
    },
    recoveryReady: {
      subject: 'The recovery of your account is ready',
      text: (until: string) =>
        `The waiting time is over. Until ${until} whoever asked can set up a new second step, unless it is stopped.`,
    },
    recoveryCancelled: {
      subject: 'The recovery of your account was stopped',
      text: 'Nobody can use it any more. If it was not you who asked for it, somebody knows your password: change it.',
    },
    recoveryCompleted: {
      subject: 'Your account was recovered',
      text: (name: string, removed: string) =>
        `“${name}” is now your second step, and there are new recovery codes. Removed as lost: ${removed || 'nothing'}. You were signed out everywhere.`,
    },
    accountInvited: {
      subject: 'Your account is here',
      text: (hasPassword: boolean) =>
        hasPassword
          ? 'An administrator has brought your account here. Sign in with this address and the password that you have used so far.'
          : 'An administrator has made an account for this address. Set your password with a code that we mail to you.',
    },
    accountExported: {
      subject: 'What is kept of you was exported',
      text: 'A file with all that is kept of your account was made: addresses, devices, sessions and activity. It has no password and no code.',
    },
    helpRequested: {
      subject: 'Somebody asked an administrator for help',
      text: 'Somebody says that nothing is left to get into your account with. An administrator will look at it; nothing was changed.',
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
    newDevice: {
      subject: 'New sign-in',
      text: 'Somebody signed in to your account on a device that was not used for it before.',
    },
    deviceRemembered: {
      subject: 'A device is remembered',
      text: (days: number) =>
        `For ${days} ${plural(days, 'day', 'days')} your password is enough to sign in on this browser.`,
    },
    deviceForgotten: {
      subject: 'Remembered devices were forgotten',
      text: 'The second step is asked for there again.',
    },
    deviceCopied: {
      subject: 'A remembered device may have been copied',
      text: 'A browser presented what only your remembered device should have, and had used before. That device is no longer remembered, and what it had opened was signed out. A restored backup looks the same.',
    },
    accountLocked: {
      subject: 'Your account is locked',
      text: 'Everybody was signed out, and nobody can sign in until a new password is set.',
    },
    roleChanged: {
      subject: 'Your role was changed',
      text: (role: keyof typeof roles | null) =>
        role
          ? `An owner of this service made you: ${roles[role]}.`
          : 'An owner of this service took your role away.',
    },
    resetByAdministrator: {
      subject: 'Your sign-in was reset by an administrator',
      text: (removed: string) =>
        `Removed: ${removed || 'nothing'}. Your recovery codes are void, and you were signed out everywhere. To set up a new second step, ask your administrator for a temporary access pass.`,
    },
    removedByAdministrator: {
      subject: 'An administrator removed a sign-in method',
      text: (name: string) => `“${name}” was removed.`,
    },
    enrollmentRequired: {
      subject: 'Set up your second step anew',
      text: 'An administrator asks you to. You were signed out everywhere; the next time you sign in, we lead you through it.',
    },
    codesVoided: {
      subject: 'Your recovery codes were voided',
      text: 'An administrator voided them: none works any more. Make new ones on your security page.',
    },
    signedOutByAdministrator: {
      subject: 'You were signed out everywhere',
      text: 'An administrator ended all your sessions, and no browser is remembered any more.',
    },
    factorsUnlocked: {
      subject: 'Your sign-in was unlocked',
      text: 'An administrator ended the wait after too many wrong tries. You can try again now.',
    },
    passIssued: {
      subject: 'A temporary access pass was issued for you',
      text: (from: string, until: string) =>
        `From ${from} until ${until} it opens, beside your password, the set-up of a new second step. Only your administrator can give it to you; never pass it on.`,
    },
    passUsed: {
      subject: 'A temporary access pass was used',
      text: 'Somebody who knows your password used it, and can set up a new second step now.',
    },
    passEnded: {
      subject: 'A temporary access pass was ended',
      text: 'Somebody who knows your password guessed at it too often. Change your password, and ask your administrator for a new pass.',
    },
    actAsked: {
      reset: {
        subject: 'An administrator asked to reset your sign-in',
        text: (at: string | null) =>
          at
            ? `On ${at} all your second steps and recovery codes will be removed, unless it is stopped.`
            : 'If a second administrator agrees, all your second steps and recovery codes will be removed.',
      },
      'issue-pass': {
        subject: 'An administrator asked for a temporary access pass for you',
        text: (_at: string | null) => 'If a second administrator agrees, it can be issued.',
      },
    },
    actStopped: {
      subject: 'What an administrator asked for was stopped',
      text: 'Your account stays as it is.',
    },
    actApproved: {
      subject: 'A second administrator agreed',
      text: 'A temporary access pass can be issued for you now.',
    },
    helpAnswered: {
      answered: {
        subject: 'Your request for help was answered',
        text: (words: string) => `An administrator wrote: “${words}”`,
      },
      refused: {
        subject: 'Your request for help was refused',
        text: (words: string) => `An administrator wrote: “${words}”`,
      },
    },
    accountUnlocked: {
      subject: 'Your account is open again',
      text: 'A new password was set with a mailed code, and your account can be used again. Look through your methods, sessions and activity, and remove what is not yours.',
    },
  },

  device,
  defaultNames,
};
