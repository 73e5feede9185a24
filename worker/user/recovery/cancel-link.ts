import type { EventType } from '../../../schema/api/event.ts';
import type { EventRow } from '../../../schema/user-tables.ts';
import { config } from '../../config.ts';
import { sealCancel } from '../../http/cancel-token.ts';
import type { User } from '../user.ts';

const CANCELLABLE = new Set<EventType>([
  'account.recovery-requested',
  'account.recovery-ready',
  'account.help-requested',
  'account.act-asked',
  'pass.issued',
  'pass.used',
]);

/**
 * The link with which whoever reads the notice of an event can stop what it tells of; null where there is nothing
 * to stop. What it carries stands behind the `#`, and opening it changes nothing.
 */
export async function cancelLinkOf(user: User, { type, detail }: EventRow): Promise<string | null> {
  if (!CANCELLABLE.has(type)) return null;
  const { recovery, help, act, pass } = JSON.parse(detail) as Record<string, string | undefined>;
  const token = await sealCancel({ home: user.id, id: (recovery ?? help ?? act ?? pass)! });
  return `${config.origin}/recover/cancel#${token}`;
}
