import type { CreationOptions, RequestOptions } from '../../schema/api/passkey.ts';
import type { Factor } from '../../schema/api/factor.ts';
import type { Session } from '../../schema/api/session.ts';
import { Browser } from './client.ts';
import type { Person } from './people.ts';
import { signUp } from './people.ts';
import type {
  AssertionBend,
  PasskeyWishes,
  RegistrationBend,
} from './software-authenticator/software-passkey.ts';
import { SoftwarePasskey } from './software-authenticator/software-passkey.ts';

export interface PasskeyPerson extends Person {
  passkey: SoftwarePasskey;
  factorId: string;
}

/** Begins to enroll a passkey. */
export async function beginPasskey(browser: Browser): Promise<{ path: string; options: CreationOptions }> {
  const { enrollment } = await browser.call<{ enrollment: { id: string; options: CreationOptions } }>(
    'POST',
    '/v1/enrollments',
    { method: 'passkey' },
  );
  return { path: `/v1/enrollments/${enrollment.id}/confirm`, options: enrollment.options };
}

/** Enrolls a passkey; recovery codes are there already. */
export async function enroll(
  browser: Browser,
  passkey: SoftwarePasskey,
  bend: RegistrationBend = {},
  name?: string,
) {
  const { path, options } = await beginPasskey(browser);
  return browser.call<{ factor: Factor; session: Session }>('POST', path, {
    credential: await passkey.register(options, bend),
    ...(name !== undefined && { name }),
  });
}

/** Somebody whose first and only second step is a passkey. */
export async function withPasskey(wishes: PasskeyWishes = {}, person?: Person): Promise<PasskeyPerson> {
  const { browser, ...rest } = person ?? (await signUp());
  await browser.call('POST', '/v1/recovery-codes');
  const passkey = await SoftwarePasskey.make(wishes);
  const { factor } = await enroll(browser, passkey);
  return { browser, ...rest, passkey, factorId: factor.id };
}

export interface Asked {
  path: string;
  options: RequestOptions;
}

/** Begins a second step, or a step-up, with a passkey. */
export async function askForPasskey(
  browser: Browser,
  purpose = 'sign-in',
  factorId?: string,
): Promise<Asked> {
  const { challenge } = await browser.call<{ challenge: { id: string; options: RequestOptions } }>(
    'POST',
    '/v1/challenges',
    { purpose, method: 'passkey', ...(factorId && { factorId }) },
  );
  return { path: `/v1/challenges/${challenge.id}/verify`, options: challenge.options };
}

/** Begins to sign in without a name. */
export const askAnybody = (browser: Browser) =>
  browser.call<{ flow: string; options: RequestOptions }>('POST', '/v1/sign-in/passkey');

export const VERIFY_SIGN_IN = '/v1/sign-in/passkey/verify';

/** Signs in without a name, in a new browser. */
export async function signInWith(
  passkey: SoftwarePasskey,
  bend: AssertionBend = {},
  browser = new Browser(),
) {
  const { flow, options } = await askAnybody(browser);
  const credential = await passkey.answer(options, bend);
  const { session } = await browser.call<{ session: Session }>('POST', VERIFY_SIGN_IN, { flow, credential });
  return { browser, session };
}
