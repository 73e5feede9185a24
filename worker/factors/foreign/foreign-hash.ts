/** A password hash of another system, taken apart. */
export type ForeignHash =
  | { scheme: 'bcrypt'; encoded: string; cost: number }
  | { scheme: 'argon2'; encoded: string; memory: number; passes: number; lanes: number }
  | { scheme: 'scrypt'; cost: number; block: number; parallel: number; salt: Uint8Array; hash: Uint8Array }
  | { scheme: 'pbkdf2'; digest: Pbkdf2Digest; rounds: number; salt: Uint8Array; hash: Uint8Array };

export type Pbkdf2Digest = 'sha1' | 'sha256' | 'sha512';
