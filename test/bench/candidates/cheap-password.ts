/**
 * Stands in for worker/factors/password.ts while benchmarks run: sign-in only prepares what is measured,
 * and 25 ms of Argon2 a sign-in would take hours. No measured request touches a password.
 */
export const loadPasswordHashing = async () => {};

export const hashPassword = (password: string) => `unhashed:${password}`;

export const verifyPassword = (encoded: string, password: string) => encoded === hashPassword(password);

export const verifyNothing = () => false as const;

export const isOwnHash = () => true as const;
