import type { AuditEvent, AuditEventList, AuditHead, AuditKey } from '../../schema/api/audit.ts';
import { Verifier } from '../../verifier/verifier.js';
import type { Browser } from './client.ts';
import { drain } from './failing-d1.ts';
import type { TwoStepPerson } from './people.ts';
import { withTwoStep } from './people.ts';

/** A page of the audit log. */
export const auditPage = (browser: Browser, query: Record<string, string | number> = {}) =>
  browser.call<AuditEventList>('GET', `/v1/admin/events?${new URLSearchParams(query as never)}`);

/** Somebody whose events have come to the audit log. */
export async function somebodyLogged(): Promise<TwoStepPerson> {
  const person = await withTwoStep();
  await drain(person.browser.userId);
  return person;
}

export const exportText = async (browser: Browser, wish: Record<string, unknown>): Promise<string> =>
  (await browser.request('POST', '/v1/admin/events/export', wish)).text();

export const published = (browser: Browser) =>
  browser.call<{ keys: AuditKey[]; head: AuditHead | null }>('GET', '/.well-known/countersign-audit.json');

/** What the verifier finds in an export. */
export async function found(
  text: string | string[],
  trust: ConstructorParameters<typeof Verifier>[0],
): Promise<string[]> {
  const verifier = new Verifier(trust);
  for (const file of [text].flat()) {
    verifier.push(file);
    verifier.endFile();
  }
  return verifier.finish();
}

/** The events of an export, and its last line. */
export function linesOf(text: string) {
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  return {
    about: lines[0].export as { filter: object | null; after: { size: number } },
    events: lines.slice(1, -1) as (AuditEvent & { user: string })[],
    end: lines.at(-1).end as { events: number; head: AuditHead },
  };
}
