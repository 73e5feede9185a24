import { now, SECOND } from '../clock.ts';
import { errorText } from '../error-text.ts';
import { POLICY_REFRESH_MS, POLICY_STALE_MS } from '../policy/limits.ts';
import { NO_POLICY, type KnownPolicy } from '../policy/read-policy.ts';
import { withDeadline } from '../with-deadline.ts';

/** What this isolate read last, and when it began to. */
let held: { policy: KnownPolicy; at: number } | null = null;
let asked = 0;
let written = 0;
let failed = 0;

/** D1 that does not answer for so long is down: the policy that is known holds. */
const DEADLINE_MS = 2 * SECOND;

/**
 * The newest policy, as this isolate knows it: at most ten seconds old. After five it is read again, without
 * anybody's waiting for it. While D1 is down, what was known last holds: here, and in the user's object, which never
 * goes back to an older one.
 * @param background runs on after the answer
 * @returns undefined: nothing is known, and the object goes by what it keeps
 */
export async function currentPolicy(
  db: D1Database,
  background: (work: Promise<unknown>) => void,
): Promise<KnownPolicy | undefined> {
  const age = Math.abs(now() - (held?.at ?? 0));
  const old = age >= POLICY_STALE_MS && now() - failed >= POLICY_REFRESH_MS;
  if (old) await refresh(db);
  else if (age >= POLICY_REFRESH_MS && now() - asked >= POLICY_REFRESH_MS) background(refresh(db));
  return held?.policy;
}

/** What was written just now, for the isolate that wrote it. */
export function holdPolicy(policy: KnownPolicy): void {
  written++;
  held = { policy, at: now() };
}

async function refresh(db: D1Database): Promise<void> {
  const at = now();
  asked = at;
  // What is written here meanwhile is newer than what is being read.
  const before = written;
  try {
    const newest = await withDeadline(
      db.prepare('SELECT version, document FROM policies ORDER BY version DESC LIMIT 1').first<KnownPolicy>(),
      DEADLINE_MS,
      () => new Error('D1 did not answer'),
    );
    if (written === before) held = { policy: newest ?? NO_POLICY, at };
  } catch (error) {
    failed = now();
    console.error('policy', errorText(error));
  }
}
