/**
 * A password as @phi-ag/argon2 takes all of it: the library hands over as many bytes as the text has UTF-16 units,
 * so that of one with letters beyond ASCII the end would not count. NULs after it make up for the difference; they
 * are not hashed themselves.
 */
export function argon2Text(password: string): string {
  return password + '\0'.repeat(new TextEncoder().encode(password).length - password.length);
}
