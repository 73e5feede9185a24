import { DEFAULT_NAMES } from '../../../schema/default-names.ts';
import { now } from '../../clock.ts';
import { config } from '../../config.ts';
import { fromBase64 } from '../../crypto/base64.ts';
import { randomId } from '../../crypto/random.ts';
import { seal } from '../../crypto/seal.ts';
import { DEFAULT_TOTP } from '../../factors/totp.ts';
import type { ImportedUser } from '../../import/judge-line.ts';
import type { Actor } from '../administered/actor.ts';
import { by } from '../administered/actor.ts';
import { append } from '../ledger.ts';
import type { Call, User } from '../user.ts';

/** A user of an import, and what the ledger keeps of how he came. */
export interface ImportedAccount extends ImportedUser {
  importId: string;
  actor: Actor;
  invite: boolean;
}

/**
 * Makes an imported account, once: asked again, as after a crash, it changes nothing. The address is claimed in D1
 * right afterwards (UserObject), as a sign-up's is. It is signed in nowhere.
 */
export async function importAccount(
  user: User,
  call: Call,
  home: string,
  account: ImportedAccount,
): Promise<void> {
  if (user.account?.email) return;
  const password = account.passwordHash === null ? null : await passwordOf(home, account.passwordHash);
  const totp = account.totp && (await totpOf(home, account.totp));
  user.ensure(home);
  if (user.account?.email) return;
  user.transaction(() => {
    user.updateAccount('email = ?, name = ?', account.email, account.name);
    const detail = { ...by(account.actor), import: account.importId };
    const seq = append(user, call, { type: 'account.imported', detail });
    for (const factor of [password, totp]) if (factor) insertFactor(user, factor, seq);
    if (account.invite)
      append(user, call, { type: 'account.invited', detail: { ...detail, password: password !== null } });
  });
}

interface NewFactor {
  id: string;
  method: 'password' | 'totp';
  sealed: string;
  parameters: string | null;
}

async function passwordOf(home: string, hash: string): Promise<NewFactor> {
  const id = randomId();
  const sealed = await seal(config.keyRing, `${home}/${id}`, new TextEncoder().encode(hash));
  return { id, method: 'password', sealed, parameters: null };
}

async function totpOf(
  home: string,
  { secret, parameters }: NonNullable<ImportedUser['totp']>,
): Promise<NewFactor> {
  const id = randomId();
  const isDefault = JSON.stringify(parameters) === JSON.stringify(DEFAULT_TOTP);
  return {
    id,
    method: 'totp',
    sealed: await seal(config.keyRing, `${home}/${id}`, fromBase64(secret)!),
    parameters: isDefault ? null : JSON.stringify(parameters),
  };
}

function insertFactor(user: User, { id, method, sealed, parameters }: NewFactor, seq: number): void {
  user.sql.all(
    `INSERT INTO factors (id, method, name, state, sealed, parameters, created_at, seq)
       VALUES (?, ?, ?, 'active', ?, ?, ?, ?)`,
    id,
    method,
    DEFAULT_NAMES[method],
    sealed,
    parameters,
    now(),
    seq,
  );
}
