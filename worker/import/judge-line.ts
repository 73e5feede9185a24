import * as v from 'valibot';
import { Email, PersonName } from '../../schema/api/fields.ts';
import type { ImportField } from '../../schema/api/import.ts';
import type { LineNote, LineProblemCode } from '../../schema/api/import-problem.ts';
import { toBase64 } from '../crypto/base64.ts';
import { readForeignHash } from '../factors/foreign/read-foreign-hash.ts';
import { readOtpauthUri } from '../factors/read-otpauth-uri.ts';
import type { TotpParameters } from '../factors/totp.ts';

/** What a line says of a user: text of a CSV cell, or whatever a JSON object has there. */
export type LineValues = Partial<Record<ImportField, unknown>>;

/** A user as the import keeps him, sealed, until his account is made. */
export interface ImportedUser {
  email: string;
  name: string | null;
  /** In the form that it was written in. */
  passwordHash: string | null;
  totp: { /** Base64. */ secret: string; parameters: TotpParameters } | null;
}

export type Judgement =
  | { user: ImportedUser; note: LineNote | null; problem: null }
  | { email: string | null; problem: LineProblemCode };

/** Judges one line, by itself. The first thing that is wrong is what is reported. */
export function judgeLine(values: LineValues): Judgement {
  const given = { ...values };
  const email = v.safeParse(Email, given.email);
  if (isEmpty(given.email)) return { email: null, problem: 'email-missing' };
  if (!email.success) return { email: shown(given.email), problem: 'email-malformed' };
  const wrong = (problem: LineProblemCode) => ({ email: email.output, problem });

  const name = v.safeParse(Name, isEmpty(given.name) ? null : given.name);
  if (!name.success) return wrong('name-malformed');
  const verified = readBoolean(given.emailVerified);
  if (verified === undefined) return wrong('verified-malformed');
  const password = textOf(given.passwordHash);
  const hash = password === null ? null : readForeignHash(password);
  if (typeof hash === 'string') return wrong(hash);
  const uri = textOf(given.totp);
  const totp = uri === null ? null : readOtpauthUri(uri);
  if (typeof totp === 'string') return wrong(totp);

  const user = { email: email.output, name: name.output };
  // Whoever typed in an address that is not his must not keep the keys to what becomes its owner's account.
  if (!verified)
    return { user: { ...user, passwordHash: null, totp: null }, note: 'address-not-verified', problem: null };
  return {
    user: { ...user, passwordHash: password, totp: totp && { ...totp, secret: toBase64(totp.secret) } },
    note: password === null ? 'no-password' : null,
    problem: null,
  };
}

const Name = v.nullable(PersonName);

const isEmpty = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** What is no text is a text that nothing understands. */
const textOf = (value: unknown): string | null =>
  isEmpty(value) ? null : typeof value === 'string' ? value.trim() : '?';

const shown = (value: unknown) => (typeof value === 'string' ? value.trim().slice(0, 254) : null);

/** Nothing said: the other system vouches for its addresses. */
function readBoolean(value: unknown): boolean | undefined {
  if (isEmpty(value) || value === true) return true;
  if (value === false) return false;
  const text = String(value).trim().toLowerCase();
  if (['true', 't', 'yes', '1'].includes(text)) return true;
  return ['false', 'f', 'no', '0'].includes(text) ? false : undefined;
}
