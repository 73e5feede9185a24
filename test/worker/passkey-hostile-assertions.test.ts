import { afterEach, describe, expect, test } from 'vitest';
import type { AssertionCredential, RequestOptions } from '../../schema/api/passkey.ts';
import type { ProblemCode } from '../../schema/api/problem.ts';
import { config } from '../../worker/config.ts';
import { DEFAULT_PASSKEY_POLICY } from '../../worker/policy/passkey-policy.ts';
import { Browser } from './client.ts';
import { eventsOf } from './look-inside.ts';
import { append, flipLast, refusedAs, truncate } from './passkey-hostile.ts';
import type { PasskeyPerson } from './passkey-people.ts';
import { askAnybody, askForPasskey, VERIFY_SIGN_IN, withPasskey } from './passkey-people.ts';
import { passwordStep } from './people.ts';
import { integer, sequence } from './software-authenticator/der.ts';
import type { AssertionBend } from './software-authenticator/software-passkey.ts';
import { SoftwarePasskey } from './software-authenticator/software-passkey.ts';

afterEach(() => void (config.passkeyPolicy = DEFAULT_PASSKEY_POLICY));

/** A ceremony that was begun: what is asked, and how an answer is sent. */
interface Begun {
  browser: Browser;
  options: RequestOptions;
  path: string;
  body: (credential: unknown) => object;
}

const DOORS: [string, (person: PasskeyPerson) => Promise<Begun>][] = [
  [
    'as a second step',
    async (person) => {
      const browser = await passwordStep(person);
      return { browser, ...(await askForPasskey(browser)), body: (credential) => ({ credential }) };
    },
  ],
  [
    'without a name',
    async () => {
      const browser = new Browser();
      const { flow, options } = await askAnybody(browser);
      return { browser, options, path: VERIFY_SIGN_IN, body: (credential) => ({ flow, credential }) };
    },
  ],
];

const nested = (levels: number) => [...Array<number>(levels).fill(0x81), 0x00];
const asBytes = (text: string) => new TextEncoder().encode(text);

/** [what is wrong, the problem, how the answer is bent, how the passkey was made]. */
const BENT: [string, ProblemCode, AssertionBend, Parameters<typeof SoftwarePasskey.make>[0]?][] = [
  ['E7 wrong origin', 'passkey-wrong-origin', { clientData: { origin: 'https://evil.example' } }],
  ['E7 origin with a port', 'passkey-wrong-origin', { clientData: { origin: `${config.origin}:8443` } }],
  [
    'E7 origin that begins like ours',
    'passkey-wrong-origin',
    { clientData: { origin: `${config.origin}.evil.example` } },
  ],
  ['E7 origin in an array', 'passkey-wrong-origin', { clientData: { origin: [config.origin] } }],
  ['E7 no origin', 'passkey-wrong-origin', { clientData: { origin: undefined } }],
  ['E7 wrong RP id hash', 'passkey-wrong-service', { rpId: 'evil.example' }],
  ['E7 type of a registration', 'passkey-wrong-type', { clientData: { type: 'webauthn.create' } }],
  ['E7 type of a payment', 'passkey-wrong-type', { clientData: { type: 'payment.get' } }],
  ['E7 cross-origin iframe', 'passkey-cross-origin', { clientData: { crossOrigin: true } }],
  ['E7 crossOrigin that is no boolean', 'passkey-cross-origin', { clientData: { crossOrigin: 'false' } }],
  ['E7 topOrigin', 'passkey-cross-origin', { clientData: { topOrigin: 'https://evil.example' } }],
  ['E7 topOrigin of our own', 'passkey-cross-origin', { clientData: { topOrigin: config.origin } }],
  ['E10 another challenge', 'passkey-wrong-challenge', { clientData: { challenge: 'A'.repeat(22) } }],
  ['E10 no challenge', 'passkey-wrong-challenge', { clientData: { challenge: undefined } }],
  ['client data that are no JSON', 'passkey-malformed', { clientDataBytes: (bytes) => truncate(bytes) }],
  ['client data null', 'passkey-malformed', { clientDataBytes: () => asBytes('null') }],
  ['client data that are an array', 'passkey-wrong-type', { clientDataBytes: () => asBytes('[]') }],
  ['E8 a signature with one bit other', 'passkey-bad-signature', { signature: flipLast }],
  [
    'E8 authenticator data other than signed',
    'passkey-bad-signature',
    { authDataSent: flipLast },
    { counter: 2 },
  ],
  ['E8 DER cut off', 'passkey-malformed', { signature: (bytes) => truncate(bytes) }],
  ['E8 DER with a byte after it', 'passkey-malformed', { signature: (bytes) => append(bytes) }],
  ['E8 r and s without DER', 'passkey-malformed', { signature: () => new Uint8Array(64).fill(1) }],
  [
    'E8 DER of three numbers',
    'passkey-malformed',
    { signature: () => Uint8Array.from([0x30, 9, 2, 1, 1, 2, 1, 1, 2, 1, 1]) },
  ],
  [
    'E8 DER of a negative number',
    'passkey-malformed',
    {
      signature: () => Uint8Array.from([0x30, 6, 2, 1, 0xff, 2, 1, 1]),
    },
  ],
  [
    'E8 r = s = 0',
    'passkey-bad-signature',
    { signature: () => Uint8Array.from([0x30, 6, 2, 1, 0, 2, 1, 0]) },
  ],
  ['E8 one byte', 'passkey-malformed', { signature: () => Uint8Array.of(0x30) }],
  ['authenticator data cut off', 'passkey-malformed', { authData: (bytes) => truncate(bytes) }],
  ['authenticator data with a byte after them', 'passkey-malformed', { authData: (bytes) => append(bytes) }],
  ['extensions that are announced but absent', 'passkey-malformed', { flags: { ed: true } }],
  [
    'extensions cut off',
    'passkey-malformed',
    { flags: { ed: true }, authData: (bytes) => append(bytes, [0xa1, 0x61]) },
  ],
  [
    'extensions 9,000 deep',
    'passkey-malformed',
    { flags: { ed: true }, authData: (bytes) => append(bytes, nested(9_000)) },
  ],
  [
    'extensions that claim 4 GiB',
    'passkey-malformed',
    { flags: { ed: true }, authData: (bytes) => append(bytes, [0x5a, 0xff, 0xff, 0xff, 0xff]) },
  ],
  ['attested credential data announced but absent', 'passkey-malformed', { flags: { at: true } }],
  ['E7 UP missing', 'passkey-user-not-present', { flags: { up: false } }],
  ['E7 BS without BE', 'passkey-backup-flags', { flags: { bs: true } }],
  ['E7 BE that was not there at registration', 'passkey-backup-flags', { flags: { be: true } }],
  ['E7 BE that is gone', 'passkey-backup-flags', { flags: { be: false } }, { flags: { be: true } }],
  ['E9 counter equal to the stored', 'passkey-counter', { counter: 7 }, { counter: 7 }],
  ['E9 counter rolled back', 'passkey-counter', { counter: 6 }, { counter: 7 }],
  ['E9 counter 0 after it counted', 'passkey-counter', { counter: 0 }, { counter: 7 }],
  ['E6 an id that nobody has', 'passkey-unknown', { id: 'A'.repeat(43) }],
  ['E6 rawId other than id', 'passkey-unknown', { rawId: 'A'.repeat(43) }],
  ['E6 the user handle of somebody else', 'passkey-unknown', { userHandle: 'A'.repeat(22) }],
];

describe.each(DOORS)('a hostile answer %s is refused, and changes nothing', (door, begin) => {
  test.each(BENT)('%s: %s', async (_, code, bend, wishes) => {
    const person = await withPasskey(wishes);
    const { browser, options, path, body } = await begin(person);
    const credential = await person.passkey.answer(options, bend);
    const already = (await eventsOf(person.browser.userId)).length;
    await refusedAs(code, person.browser.userId, browser, path, body(credential));
    const added = (await eventsOf(person.browser.userId)).slice(already).map(({ type }) => type);
    const strangers = door === 'without a name' && bend.userHandle !== undefined;
    if (code === 'passkey-counter') expect(added).toEqual(['passkey.counter-regressed']);
    else expect(added).toEqual(strangers ? [] : ['challenge.failed']);
    // It was the one answer that this challenge takes: a right one comes too late.
    const right = await person.passkey.answer(options);
    await refusedAs('code-expired', person.browser.userId, browser, path, body(right));
    // And the passkey itself is as good as before.
    const again = await begin(person);
    await again.browser.call('POST', again.path, again.body(await person.passkey.answer(again.options)));
  });

  test('E8 a signature by another key: passkey-bad-signature', async () => {
    const person = await withPasskey();
    const { browser, options, path, body } = await begin(person);
    const other = await SoftwarePasskey.make({ credentialId: person.passkey.credentialId, counter: 9 });
    other.userHandle = person.passkey.userHandle;
    const credential = await other.answer(options);
    await refusedAs('passkey-bad-signature', person.browser.userId, browser, path, body(credential));
  });

  test('E10 an answer to an earlier challenge: passkey-wrong-challenge', async () => {
    const person = await withPasskey();
    const earlier = await person.passkey.answer((await begin(person)).options);
    const { browser, path, body } = await begin(person);
    await refusedAs('passkey-wrong-challenge', person.browser.userId, browser, path, body(earlier));
  });

  test('E6 the passkey of another user: passkey-unknown', async () => {
    const [person, other] = [await withPasskey(), await withPasskey()];
    const { browser, options, path, body } = await begin(person);
    const credential = await other.passkey.answer(options, { userHandle: person.passkey.userHandle });
    await refusedAs('passkey-unknown', person.browser.userId, browser, path, body(credential));
  });

  test('E15 an answer of a megabyte: body-too-large', async () => {
    const person = await withPasskey();
    const { browser, options, path, body } = await begin(person);
    const credential = await person.passkey.answer(options, { authData: () => new Uint8Array(1_000_000) });
    await refusedAs('body-too-large', person.browser.userId, browser, path, body(credential));
  });

  test('E15 whatever is put in place of a member: 4xx', async () => {
    const person = await withPasskey();
    const { browser, options, path, body } = await begin(person);
    const credential = await person.passkey.answer(options);
    for (const malformed of malformations(credential)) {
      const response = await browser.request('POST', path, body(malformed));
      const text = await response.text();
      expect([response.status, JSON.stringify(malformed).slice(0, 200), text]).toEqual([
        expect.toSatisfy((status: number) => status >= 400 && status < 500),
        expect.anything(),
        expect.stringContaining('urn:countersign:problem:'),
      ]);
    }
  });
});

/** The credential with one member after another replaced, or taken out. */
function malformations(credential: AssertionCredential): unknown[] {
  const wrong = [
    undefined,
    null,
    0,
    true,
    '',
    ' ',
    '=',
    'ü',
    'A',
    'AA',
    [],
    {},
    ['AA'],
    'A'.repeat(20_000),
    '__proto__',
  ];
  const outer = Object.keys(credential).flatMap((key) =>
    wrong.map((value) => ({ ...credential, [key]: value })),
  );
  const inner = Object.keys(credential.response)
    .filter((key) => key !== 'userHandle')
    .flatMap((key) =>
      wrong.map((value) => ({ ...credential, response: { ...credential.response, [key]: value } })),
    );
  return [
    ...wrong.filter((value) => value !== undefined),
    ...outer.filter((bad) => bad.id !== undefined),
    ...inner,
  ];
}

test('E11 without a name, an answer without UV: passkey-user-not-verified', async () => {
  const person = await withPasskey();
  const browser = new Browser();
  const { flow, options } = await askAnybody(browser);
  expect(options.userVerification).toBe('required');
  const credential = await person.passkey.answer(options, { flags: { uv: false } });
  const body = { flow, credential };
  await refusedAs('passkey-user-not-verified', person.browser.userId, browser, VERIFY_SIGN_IN, body);
});

test('E11 as a second step, an answer without UV where policy requires it: passkey-user-not-verified', async () => {
  const person = await withPasskey();
  config.passkeyPolicy = { ...DEFAULT_PASSKEY_POLICY, requireUserVerification: true };
  const browser = await passwordStep(person);
  const { path, options } = await askForPasskey(browser);
  expect(options.userVerification).toBe('required');
  const credential = await person.passkey.answer(options, { flags: { uv: false } });
  await refusedAs('passkey-user-not-verified', person.browser.userId, browser, path, { credential });
});

test('E6 without a name, an answer without a user handle: passkey-unknown', async () => {
  const person = await withPasskey();
  for (const userHandle of [null, 'A'.repeat(21), 'A'.repeat(23)]) {
    const browser = new Browser();
    const { flow, options } = await askAnybody(browser);
    const credential = await person.passkey.answer(options, { userHandle });
    await refusedAs('passkey-unknown', person.browser.userId, browser, VERIFY_SIGN_IN, { flow, credential });
  }
});

test('client data with a byte order mark are read without it (section 7.2 step 8)', async () => {
  const person = await withPasskey();
  const browser = await passwordStep(person);
  const { path, options } = await askForPasskey(browser);
  const credential = await person.passkey.answer(options, {
    clientDataBytes: (bytes) => Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes]),
  });
  await browser.call('POST', path, { credential });
});

test('E8 high-S is as right as low-S: WebAuthn asks for neither, and the challenge is spent either way', async () => {
  const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const person = await withPasskey();
  for (const high of [true, false]) {
    const browser = await passwordStep(person);
    const { path, options } = await askForPasskey(browser);
    const credential = await person.passkey.answer(options, {
      signature: (der) => {
        const r = der.slice(2, 4 + der[3]!);
        const hex = Array.from(der.slice(6 + der[3]!), (byte) => byte.toString(16).padStart(2, '0'));
        const s = BigInt(`0x${hex.join('')}`);
        const wanted = high === s > ORDER / 2n ? s : ORDER - s;
        const digits = wanted.toString(16).padStart(64, '0').match(/../g)!;
        return sequence(r, integer(Uint8Array.from(digits, (byte) => Number.parseInt(byte, 16))));
      },
    });
    await browser.call('POST', path, { credential });
  }
});
