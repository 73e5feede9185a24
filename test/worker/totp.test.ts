import { describe, expect, test } from 'vitest';
import { otpauthUri } from '../../worker/factors/otpauth-uri.ts';
import { hotp } from '../../worker/factors/hotp.ts';
import { DEFAULT_TOTP, matchStep, stepAt } from '../../worker/factors/totp.ts';
import { RFC_6238_SECRETS, RFC_6238_TIMES } from '../unit/vectors/rfc-6238.ts';

const ALGORITHMS = ['SHA1', 'SHA256', 'SHA512'] as const;

describe('B1 matchStep accepts the vectors of RFC 6238 appendix B', () => {
  test.each(ALGORITHMS)('%s', (algorithm) => {
    const parameters = { algorithm, digits: 8, period: 30 };
    for (const [seconds, step, codes] of RFC_6238_TIMES) {
      const match = (now: number, watermark = 0) =>
        matchStep(RFC_6238_SECRETS[algorithm], parameters, codes[algorithm], now, watermark);
      const expected = Number.parseInt(step, 16);
      expect(match(seconds * 1000), `at ${seconds}`).toBe(expected);
      expect(match((seconds + 30) * 1000), 'in the step after').toBe(expected);
      expect(match((seconds + 60) * 1000), 'two steps after').toBeNull();
      expect(match((seconds - 30) * 1000), 'in the step before').toBeNull();
      expect(match(seconds * 1000, expected), 'at the watermark').toBeNull();
      expect(match(seconds * 1000, expected - 1), 'above the watermark').toBe(expected);
    }
  });
});

describe('B3 the window', () => {
  const NOW = 1_800_000_015_000;
  const key = RFC_6238_SECRETS.SHA1;
  const codeAt = (offset: number) => hotp('SHA1', key, stepAt(NOW, 30) + offset, 6);

  test('is the current step and the one before, of all within an hour', () => {
    const accepted = [];
    for (let offset = -120; offset <= 120; offset++) {
      const step = matchStep(key, DEFAULT_TOTP, codeAt(offset), NOW, 0);
      if (step !== null) accepted.push([offset, step - stepAt(NOW, 30)]);
    }
    expect(accepted).toEqual([
      [-1, -1],
      [0, 0],
    ]);
  });

  test('ends to the millisecond: a code lives from the start of its step to the end of the next', () => {
    const start = stepAt(NOW, 30) * 30_000;
    const code = codeAt(0);
    const alive = (at: number) => matchStep(key, DEFAULT_TOTP, code, at, 0) !== null;
    expect([start - 1, start, start + 59_999, start + 60_000].map(alive)).toEqual([false, true, true, false]);
  });

  test('B4 never goes back behind the watermark', () => {
    const current = stepAt(NOW, 30);
    for (const offset of [-1, 0]) {
      expect(matchStep(key, DEFAULT_TOTP, codeAt(offset), NOW, current + offset)).toBeNull();
      expect(matchStep(key, DEFAULT_TOTP, codeAt(offset), NOW, current + offset - 1)).toBe(current + offset);
    }
    expect(matchStep(key, DEFAULT_TOTP, codeAt(-1), NOW, current)).toBeNull();
  });

  test('takes nothing that is not the whole code', () => {
    const code = codeAt(0);
    for (const wrong of [
      '',
      code.slice(1),
      code.slice(0, 5),
      `${code}0`,
      `0${code}`,
      ` ${code}`,
      Number(code).toString(16),
    ]) {
      expect(matchStep(key, DEFAULT_TOTP, wrong, NOW, 0), wrong).toBeNull();
    }
  });
});

describe('B9 the otpauth URI', () => {
  const secret = 'JBSWY3DPEHPK3PXP';
  const HOSTILE = [
    ['Example', 'ann@example.com'],
    ['A&secret=AAAA', 'b&issuer=Evil'],
    ['Acme: Co', 'x:y:z'],
    ['a?b#c', '../../etc?x=1#y'],
    ['100% “Bank” + Söhne', 'ann+tag@example.com'],
    ['<script>', '"><img src=x>'],
    ['%26digits%3D8', '%2F%3A'],
    ['日本', 'ümläut@例え.jp'],
    ['line\nbreak', 'tab\tnull\u0000'],
  ] as const;

  test.each(HOSTILE)('is well formed for %j, %j', (issuer, account) => {
    const text = otpauthUri({ issuer, account, secret });
    expect(text).toMatch(
      /^otpauth:\/\/totp\/[\w.!~*'()%-]+:[\w.!~*'()%-]+\?secret=[A-Z2-7]+&issuer=[\w.!~*'()%-]+$/,
    );
    const url = new URL(text);
    expect([url.protocol, url.host, url.hash]).toEqual(['otpauth:', 'totp', '']);
    expect([...url.searchParams.keys()]).toEqual(['secret', 'issuer']);
    expect(url.searchParams.get('secret')).toBe(secret);
    const clean = (part: string) => part.replaceAll(':', ' ');
    expect(decodeURIComponent(/issuer=(.*)$/.exec(text)![1]!)).toBe(clean(issuer));
    const [labelIssuer, labelAccount, more] = /totp\/(.*)\?/
      .exec(text)![1]!
      .split(':')
      .map(decodeURIComponent);
    expect([labelIssuer, labelAccount, more]).toEqual([clean(issuer), clean(account), undefined]);
  });

  test('names only what differs from the defaults', () => {
    const uri = otpauthUri(
      { issuer: 'I', account: 'a', secret },
      { algorithm: 'SHA256', digits: 8, period: 60 },
    );
    expect(uri).toBe(`otpauth://totp/I:a?secret=${secret}&issuer=I&algorithm=SHA256&digits=8&period=60`);
  });
});
