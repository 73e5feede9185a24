import { env, exports } from 'cloudflare:workers';
import { afterEach, describe, expect, test } from 'vitest';
import { config, readConfig } from '../../worker/config.ts';
import { expectProblem } from './expect-problem.ts';
import { refusedAs } from './passkey-hostile.ts';
import { beginPasskey, enroll, signInWith } from './passkey-people.ts';
import { signUp } from './people.ts';
import { SoftwarePasskey } from './software-authenticator/software-passkey.ts';

afterEach(() => void (config.relatedOrigins = []));

const wellKnown = () => exports.default.fetch(new Request(`${config.origin}/.well-known/webauthn`));
const RELATED = 'https://shop.example.net';
const made = (origin: string) => ({ clientData: { origin } });

describe('related origins (WebAuthn Level 3 section 5.11)', () => {
  test('without any configured there is no such page', async () => {
    await expectProblem(await wellKnown(), 'not-found');
  });

  test('with some, the page names them and the service’s own, as JSON', async () => {
    config.relatedOrigins = [RELATED, 'https://example.org'];
    const response = await wellKnown();
    expect(response.headers.get('Content-Type')).toBe('application/json');
    expect(await response.json()).toEqual({ origins: [config.origin, RELATED, 'https://example.org'] });
  });

  test('E1 E7 a passkey made and used there is taken, and only there', async () => {
    config.relatedOrigins = [RELATED];
    const { browser } = await signUp();
    await browser.call('POST', '/v1/recovery-codes');
    const passkey = await SoftwarePasskey.make();
    await enroll(browser, passkey, made(RELATED));
    expect((await signInWith(passkey, made(RELATED))).session.level).toBe(3);
    expect((await signInWith(passkey)).session.level).toBe(3);
    const { path, options } = await beginPasskey(browser);
    const body = {
      credential: await (await SoftwarePasskey.make()).register(options, made(`${RELATED}:444`)),
    };
    await refusedAs('passkey-wrong-origin', browser.userId, browser, path, body);
  });
});

describe('the configuration of passkeys is refused at the start when it cannot be right', () => {
  test.each([
    [{ RELATED_ORIGINS: 'http://shop.example.net' }, 'RELATED_ORIGINS'],
    [{ RELATED_ORIGINS: 'https://shop.example.net/path' }, 'RELATED_ORIGINS'],
    [{ RELATED_ORIGINS: 'https://shop.example.net,https://b.example' }, 'RELATED_ORIGINS'],
    [{ RP_ID: 'example.com' }, 'RP_ID'],
    [{ RP_ID: 'ocalhost' }, 'RP_ID'],
    [{ PASSKEY_POLICY: '{"requireUV":true}' }, 'PASSKEY_POLICY'],
  ])('%j', (wrong, named) => {
    expect(() => readConfig({ ...env, ...wrong })).toThrow(named);
  });

  test('the RP id may be a parent domain', () => {
    const { rpId, relatedOrigins } = readConfig({
      ...env,
      ENVIRONMENT: 'production',
      EMAIL_DELIVERY: 'cloudflare',
      SMS_DELIVERY: '',
      ORIGIN: 'https://id.example.com',
      RP_ID: 'example.com',
      RELATED_ORIGINS: ` ${RELATED}  https://b.example `,
    });
    expect({ rpId, relatedOrigins }).toEqual({
      rpId: 'example.com',
      relatedOrigins: [RELATED, 'https://b.example'],
    });
  });
});
