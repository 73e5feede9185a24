import type { Policy, PolicyAnswer } from '../../schema/api/policy.ts';
import { POLICY_DEFAULTS } from '../../worker/policy/limits.ts';
import { defaultPolicy, readBounds } from '../../worker/policy/within.ts';
import { withRole } from './admins.ts';
import type { TwoStepPerson } from './people.ts';
import type { Browser } from './client.ts';

const REASON = 'Decided by the board';

/** The policy of a deployment that nobody has written one for. */
export const untouched = (): Policy => defaultPolicy(readBounds());

/** What two-step verification is where it is required at once. */
export const AT_ONCE = { rule: 'required', due: null, skips: 0 } as const;
export const OPTIONAL = POLICY_DEFAULTS.twoStep;

/** Somebody who may change the policy, for all tests of a file. */
let editor: Promise<TwoStepPerson> | undefined;
export const someEditor = () => (editor ??= withRole('owner'));

/** Writes a policy: the deployment's with changes. @returns the document as it holds */
export async function writePolicy(changes: Partial<Policy>, by?: Browser): Promise<PolicyAnswer> {
  const browser = by ?? (await someEditor()).browser;
  const { version } = await browser.call<PolicyAnswer>('GET', '/v1/admin/policy');
  const body = { basedOn: version, policy: { ...untouched(), ...changes }, reason: REASON };
  return browser.call<PolicyAnswer>('PUT', '/v1/admin/policy', body);
}

/** Makes a group of people, so that a test's policy concerns them alone. @returns its id */
export async function groupOf(...emails: string[]): Promise<string> {
  const { browser } = await someEditor();
  const name = `Group ${crypto.randomUUID()}`;
  const { groups } = await browser.call<{ groups: { id: string; name: string }[] }>(
    'POST',
    '/v1/admin/groups',
    {
      name,
      reason: REASON,
    },
  );
  const { id } = groups.find((group) => group.name === name)!;
  for (const email of emails) await addMember(id, email);
  return id;
}

export const addMember = async (id: string, email: string) =>
  (await someEditor()).browser.call('POST', `/v1/admin/groups/${id}/members`, { email, reason: REASON });
