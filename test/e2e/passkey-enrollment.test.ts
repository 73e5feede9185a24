import {
  Authenticators,
  LAPTOP,
  PLAIN_KEY,
  SYNCED,
  type AuthenticatorKind,
} from './harness/authenticators.ts';
import { addPasskey, passkeyRow, PASSKEYS } from './harness/passkeys.ts';
import { signUpWithTwoStep } from './harness/people.ts';
import { expect, test } from './harness/test.ts';
import { addRecoveryMail, heading, saveCodes } from './harness/wizard.ts';

test('the set-up leads to a passkey as the first second step', async ({ page, person }) => {
  await (await Authenticators.of(page)).add(LAPTOP);
  await page.goto('/security/two-step/set-up');
  await addRecoveryMail(page, `recovery.${person.email}`);
  await saveCodes(page);
  await page.getByRole('link', { name: /passkey or security key/i }).click();
  await expect(heading(page, /create your passkey/i)).toBeVisible();
  await page.getByRole('button', { name: 'Create a passkey' }).click();
  await expect(heading(page, /two-step verification is on/i)).toBeVisible();
  await expect(page.getByRole('main')).toContainText('your passkey is enough');
  await page.getByLabel(/name this authenticator/i).fill('My laptop');
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page).toHaveURL(/\/security$/);
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Security keys and passkeys' });
  await expect(row).toContainText('My laptop');
});

interface Expected {
  name: string;
  place: string;
  note: RegExp;
}

const ALONE = /sign in with it alone/;
const AFTER_PASSWORD = /after your password/;

const KINDS: [string, AuthenticatorKind, Expected][] = [
  ['of this device', LAPTOP, { name: 'Passkey on Linux', place: 'On one device only', note: ALONE }],
  ['synced', SYNCED, { name: 'Passkey on Linux', place: 'Synced between devices', note: ALONE }],
  [
    'to be synced, not backed up yet',
    { ...SYNCED, backedUp: false },
    { name: 'Passkey on Linux', place: 'Can be synced, but is not yet', note: ALONE },
  ],
  [
    'of a phone',
    { transport: 'hybrid', synced: true, backedUp: true },
    { name: 'Phone or tablet', place: 'Synced between devices', note: ALONE },
  ],
  [
    'on a USB key with PIN',
    { transport: 'usb' },
    { name: 'Security key', place: 'On this key only', note: ALONE },
  ],
  ['on an NFC key', { transport: 'nfc' }, { name: 'Security key', place: 'On this key only', note: ALONE }],
  ['on a BLE key', { transport: 'ble' }, { name: 'Security key', place: 'On this key only', note: ALONE }],
  [
    'on a key that keeps nothing',
    { ...PLAIN_KEY, verifies: true },
    { name: 'Security key', place: 'On this key only', note: AFTER_PASSWORD },
  ],
  ['on an old key', PLAIN_KEY, { name: 'Security key', place: 'On this key only', note: AFTER_PASSWORD }],
];

for (const [what, kind, { name, place, note }] of KINDS) {
  test(`adds a passkey ${what}, and says what it is`, async ({ page, context }) => {
    await signUpWithTwoStep(context);
    await (await Authenticators.of(page)).add(kind);
    await page.goto(`${PASSKEYS}/add`);
    await page.getByRole('button', { name: 'Create a passkey' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'It works from now on' })).toContainText(note);
    await expect(page.getByLabel('Name')).toHaveValue(name);
    await expect(page.getByLabel('Name')).toBeFocused();
    await page.getByRole('button', { name: 'Finish' }).click();
    await expect(page).toHaveURL(new RegExp(`${PASSKEYS}$`));
    await expect(passkeyRow(page, name)).toContainText(place);
    // It comes beside what there is: the codes of the set-up stay.
    await page.goto('/security/recovery-codes');
    await expect(page.getByRole('main')).toContainText('10 of 10 left');
  });
}

test('names a passkey by its authenticator, and the second of a kind apart', async ({ page, context }) => {
  await signUpWithTwoStep(context);
  await page.addInitScript(pretendModel, 'bada5566-a7aa-401f-bd96-45619a55120d');
  const authenticators = await Authenticators.of(page);
  const first = await authenticators.add(SYNCED);
  expect(await addPasskey(page)).toBe('1Password');
  await first.unplug();
  await authenticators.add(SYNCED);
  expect(await addPasskey(page, 'Mine at work')).toBe('1Password 2');
  await expect(passkeyRow(page, 'Mine at work')).toContainText('1Password');
});

/** In the page: the authenticator says that it is of another model. Without attestation nobody signs that. */
function pretendModel(aaguid: string): void {
  const bytes = Uint8Array.from(aaguid.replaceAll('-', '').match(/../g)!, (hex) => Number.parseInt(hex, 16));
  const AAGUID = 37;
  const { getAuthenticatorData } = AuthenticatorAttestationResponse.prototype;
  const { toJSON } = PublicKeyCredential.prototype;
  const dataOf = (response: AuthenticatorAttestationResponse) =>
    new Uint8Array(getAuthenticatorData.call(response).slice(0));
  AuthenticatorAttestationResponse.prototype.getAuthenticatorData = function () {
    const data = dataOf(this);
    data.set(bytes, AAGUID);
    return data.buffer;
  };
  PublicKeyCredential.prototype.toJSON = function () {
    const json = toJSON.call(this) as { response: { attestationObject?: string } };
    if (!(this.response instanceof AuthenticatorAttestationResponse)) return json as never;
    const data = dataOf(this.response);
    const whole = new Uint8Array(this.response.attestationObject.slice(0));
    const at = whole.length - data.length;
    whole.set(bytes, at + AAGUID);
    json.response.attestationObject = btoa(String.fromCharCode(...whole))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
    return json as never;
  };
}

test('a device that has one already is not registered twice', async ({ page, context }) => {
  await signUpWithTwoStep(context);
  await (await Authenticators.of(page)).add(LAPTOP);
  await addPasskey(page);
  await page.goto(`${PASSKEYS}/add`);
  await page.getByRole('button', { name: 'Create a passkey' }).click();
  await expect(page.getByRole('alert')).toContainText(/has a passkey of your account already/i);
  await page.goto(PASSKEYS);
  await expect(page.getByRole('region', { name: 'Yours' }).getByRole('listitem')).toHaveCount(1);
});

test('a dialog that was closed changes nothing, and the next try works', async ({ page, context }) => {
  await signUpWithTwoStep(context);
  await page.addInitScript(closeFirstDialog);
  await (await Authenticators.of(page)).add(LAPTOP);
  await page.goto(`${PASSKEYS}/add`);
  const button = page.getByRole('button', { name: 'Create a passkey' });
  await button.click();
  await expect(page.getByRole('alert')).toContainText(/nothing happened/i);
  await expect(button).toBeFocused();
  await button.press('Enter');
  await expect(page.getByLabel('Name')).toBeVisible();
});

test('a key that keeps passkeys but has no PIN is turned down by the browser, in clear words', async ({
  page,
  context,
}) => {
  await signUpWithTwoStep(context);
  await (await Authenticators.of(page)).add({ transport: 'usb', verifies: false });
  await page.goto(`${PASSKEYS}/add`);
  await page.getByRole('button', { name: 'Create a passkey' }).click();
  await expect(page.getByRole('alert')).toContainText(/found nothing to use/i);
});

/** In the page: the first dialog is closed by the person. */
function closeFirstDialog(): void {
  const create = navigator.credentials.create.bind(navigator.credentials);
  let closed = false;
  navigator.credentials.create = (options) => {
    if (closed) return create(options);
    closed = true;
    return Promise.reject(new DOMException('The operation was not allowed', 'NotAllowedError'));
  };
}

for (const [error, words] of [
  ['SecurityError', /no passkeys at this address/i],
  ['NotSupportedError', /cannot do what we need/i],
  ['ConstraintError', /cannot do what we need/i],
  ['UnknownError', /did not answer as it should/i],
] as const) {
  test(`says what a browser’s ${error} means`, async ({ page, context }) => {
    await signUpWithTwoStep(context);
    await page.addInitScript((name) => {
      navigator.credentials.create = () => Promise.reject(new DOMException('', name));
    }, error);
    await page.goto(`${PASSKEYS}/add`);
    await page.getByRole('button', { name: 'Create a passkey' }).click();
    await expect(page.getByRole('alert')).toContainText(words);
    await expect(page.getByRole('button', { name: 'Create a passkey' })).toBeEnabled();
  });
}

test('a passkey that is refused is not left behind on the device', async ({ page, context }) => {
  await signUpWithTwoStep(context);
  const laptop = await (await Authenticators.of(page)).add(LAPTOP);
  await page.route('**/v1/enrollments/*/confirm', (route) => {
    const body = route.request().postDataJSON() as { credential: { response: { clientDataJSON: string } } };
    body.credential.response.clientDataJSON = 'e30';
    return route.continue({ postData: body });
  });
  await page.goto(`${PASSKEYS}/add`);
  await page.getByRole('button', { name: 'Create a passkey' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect.poll(async () => (await laptop.credentials()).length).toBe(0);
});

test('a browser without passkeys says so, and offers none', async ({ page, context }) => {
  await signUpWithTwoStep(context);
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'PublicKeyCredential', { value: undefined });
  });
  await page.goto(`${PASSKEYS}/add`);
  await expect(page.getByText(/this browser knows no passkeys/i)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create a passkey' })).toBeHidden();
});

test('works where the browser does not read and write WebAuthn’s JSON itself', async ({ page, context }) => {
  await signUpWithTwoStep(context);
  await page.addInitScript(() => {
    const without = { value: undefined };
    Object.defineProperty(PublicKeyCredential, 'parseCreationOptionsFromJSON', without);
    Object.defineProperty(PublicKeyCredential, 'parseRequestOptionsFromJSON', without);
    Object.defineProperty(PublicKeyCredential.prototype, 'toJSON', without);
  });
  await (await Authenticators.of(page)).add(LAPTOP);
  await addPasskey(page);
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await expect(page).toHaveURL(/\/security$/);
});
