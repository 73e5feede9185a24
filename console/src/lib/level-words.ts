import type { Level } from '#schema/api/session.ts';

/** What a session proved when it was opened, in words. */
export const LEVEL_WORDS: Record<Level, { title: string; text: string }> = {
  0: { title: 'Nothing proven', text: 'Nobody has proven who they are yet.' },
  1: { title: 'One proof', text: 'One thing was proven, such as the password alone.' },
  2: { title: 'Two proofs', text: 'Two things were proven, but of the same kind.' },
  3: {
    title: 'Two-step',
    text: 'Two things of different kinds were proven: something you know and something you have. A passkey that checks your fingerprint, face or PIN is both.',
  },
};

/** How each proof is called (RFC 8176). */
const PROOFS: Record<string, string> = { pwd: 'password', otp: 'code', pop: 'passkey' };

/** 'password, code' */
export const proofWords = (amr: readonly string[]): string =>
  amr.flatMap((value) => PROOFS[value] ?? []).join(', ');
