import * as v from 'valibot';

/**
 * What can be wrong with a field that a person fills in: the stable code, for clients with words of their own, and
 * the API's words. Schemas carry the words as their messages, so the code of a message is looked up here.
 */
export const FAULTS = {
  'email-not-text': 'Give one e-mail address, as text',
  'email-too-long': 'An e-mail address has at most 254 characters',
  'email-malformed': 'Give an address like name@example.com',
  'phone-not-text': 'Give one phone number, as text',
  'phone-too-long': 'A phone number has at most 15 digits',
  'phone-malformed': 'Give a number with its country code, like +33 6 12 34 56 78',
  'phone-not-mobile': 'This is no mobile number that can receive text messages',
  'password-not-text': 'Give the password, as text',
  'password-missing': 'Enter your password',
  'password-too-long': 'A password has at most 1,024 characters',
  'password-too-short': ({ minimum, length }: FaultValues) =>
    `Use at least ${minimum} characters; this has ${length}. Three or four words that do not belong together make a good one.`,
  'password-common': 'This one is among the passwords that are tried first. Choose another.',
  'password-pattern': 'This one is a pattern that is tried first. Choose another.',
  'password-personal': 'This one is made of your address or this service’s name. Choose another.',
  'code-not-text': 'Give the code, as text',
  'code-missing': 'Enter the code',
  'code-too-long': 'A code has at most 64 characters',
  'code-not-mailed-digits': 'Enter the 6 digits of the code that was mailed',
  'code-not-texted-digits': 'Enter the 6 digits of the code in the text message',
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
} as const satisfies Record<string, string | ((values: FaultValues) => string)>;

/** The numbers that a fault's words are made of. */
type FaultValues = Record<string, number>;

export type FaultCode = keyof typeof FAULTS;

/** Which field, and what would be right. `code` only where a person can put it right. */
export const FieldError = v.object({
  field: v.string(),
  code: v.optional(v.picklist(Object.keys(FAULTS) as FaultCode[])),
  message: v.string(),
  values: v.optional(v.record(v.string(), v.number())),
});
export type FieldError = v.InferOutput<typeof FieldError>;

/** A field's error of a known kind. */
export function fieldError(field: string, code: FaultCode, values: FaultValues = {}): FieldError {
  const words = FAULTS[code];
  if (typeof words === 'string') return { field, code, message: words };
  return { field, code, message: words(values), values };
}

const CODES = new Map<unknown, FaultCode>(
  Object.entries(FAULTS).map(([code, words]) => [words, code as FaultCode]),
);

/** A field's error from a schema's message. */
export function fieldErrorOf(field: string, message: string): FieldError {
  const code = CODES.get(message);
  return code ? { field, code, message } : { field, message };
}
