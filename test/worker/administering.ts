import { runDurableObjectAlarm } from 'cloudflare:test';
import type { ActOutcome, PersonAct } from '../../schema/api/administered.ts';
import type { Session } from '../../schema/api/session.ts';
import type { Browser } from './client.ts';
import { rows, userStub } from './look-inside.ts';
import type { Person } from './people.ts';

export const REASON = 'Recognized on the phone';

type Wish = PersonAct extends infer A ? (A extends unknown ? Omit<A, 'reason'> : never) : never;

export const actsOn = (userId: string) => `/v1/admin/people/${userId}/acts`;

/** Does something to somebody's account, as an administrator. */
export const act = (admin: Person, userId: string, wish: Wish) =>
  admin.browser.call<ActOutcome>('POST', actsOn(userId), { reason: REASON, ...wish });

/** Issues a temporary access pass. @returns its code */
export async function issuePass(admin: Person, userId: string, uses = 1, hours = 1): Promise<string> {
  const { pass } = await act(admin, userId, { type: 'issue-pass', hours, uses });
  return pass!.code;
}

/** Enters a pass in a browser that gave the password. */
export const enterPass = async (browser: Browser, code: string) =>
  (await browser.call<{ session: Session }>('POST', '/v1/recovery/pass', { code })).session;

/** Until D1 knows what was committed: by the alarm, whoever runs it. */
export async function projected(userId: string): Promise<void> {
  const progress = 'SELECT projected_seq AS done, (SELECT max(seq) FROM events) AS newest FROM account';
  for (;;) {
    await runDurableObjectAlarm(userStub(userId));
    const [row] = await rows<{ done: number; newest: number }>(userId, progress);
    if (row!.done === row!.newest) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
