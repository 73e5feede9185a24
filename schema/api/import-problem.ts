/**
 * What can be wrong with a line of a file of users, or with the whole of it: the stable code, and the API's words.
 * Clients with words of their own switch on the code.
 */
export const LINE_PROBLEMS = {
  'line-too-long': 'This line is longer than 16 KiB, or a quotation mark in it is not closed',
  'line-not-utf-8': 'This line is not text in UTF-8',
  'line-not-json': 'This line is not one JSON object',
  'line-too-many-cells': 'This line has more cells than the first line has columns',
  'email-missing': 'There is no address',
  'email-malformed': 'This is no e-mail address',
  'email-twice': 'The file has this address before, on another line',
  'email-taken': 'This address has an account',
  'name-malformed': 'A name is one line of at most 64 characters',
  'hash-unknown':
    'This is no hash of a kind that can be verified: bcrypt, scrypt, Argon2 or PBKDF2 (docs/administration.md)',
  'hash-malformed': 'This hash is damaged or cut off',
  'hash-too-costly': 'Verifying this hash would take too much time or memory',
  'totp-malformed': 'This is no otpauth://totp address with a secret in Base32',
  'totp-too-short': 'The secret of an authenticator app must have at least 128 bits',
  'totp-unsupported': 'Codes must have 6 digits and change at least every 30 seconds',
  'verified-malformed': 'Say true or false, or leave it empty',
  'not-made': 'The account could not be made after several tries; import this line again',
} as const;
export type LineProblemCode = keyof typeof LINE_PROBLEMS;
export const LINE_PROBLEM_CODES = Object.keys(LINE_PROBLEMS) as LineProblemCode[];

/** What a line says that is imported all the same, in part. */
export const LINE_NOTES = {
  'address-not-verified':
    'The address was not verified: its password and app are left out, and a password is set by mail first',
  'no-password': 'There is no password: one is set by mail first',
} as const;
export type LineNote = keyof typeof LINE_NOTES;
export const LINE_NOTE_CODES = Object.keys(LINE_NOTES) as LineNote[];

export const FILE_PROBLEMS = {
  'file-empty': 'The file has no lines',
  'file-not-utf-8': 'The file is not text in UTF-8. Save it as CSV UTF-8',
  'file-without-email': 'No column is called email',
} as const;
export type FileProblemCode = keyof typeof FILE_PROBLEMS;
export const FILE_PROBLEM_CODES = Object.keys(FILE_PROBLEMS) as FileProblemCode[];
