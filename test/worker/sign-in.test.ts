import { describe, expect, test } from 'vitest';
import type { SessionAnswer } from './answers.ts';
import { challenge, passwordStep, signUp, withTwoStep } from './people.ts';
import { totpAt } from './totp-at.ts';

describe('sign-in', () => {
  test('with a password alone opens a session of level 1', async () => {
    const person = await signUp();
    const browser = await passwordStep(person);
    const { session } = await browser.call<SessionAnswer>('GET', '/v1/session');
    expect(session).toMatchObject({ stage: 'full', level: 1, amr: ['pwd'], user: { email: person.email } });
  });

  test('with two-step verification on, the password opens nothing but the second step', async () => {
    const person = await withTwoStep();
    const browser = await passwordStep(person);
    expect((await browser.refused('GET', '/v1/factors')).code).toBe('second-factor-required');
    const id = await challenge(browser, 'totp');
    const { session } = await browser.call<SessionAnswer>('POST', `/v1/challenges/${id}/verify`, {
      code: totpAt(person.secret),
    });
    expect(session).toMatchObject({ stage: 'full', level: 3, amr: ['pwd', 'otp', 'mfa'] });
  });
});
