import { describe, expect, test } from 'vitest';
import { canonicalEmail } from '../../worker/directory/canonical-email.ts';
import { networkOf } from '../../worker/http/network-of.ts';

describe('A8 an e-mail address in its one spelling', () => {
  test.each([
    ['Ann@Example.COM', 'ann@example.com'],
    ['  ann@example.com ', 'ann@example.com'],
    ['ÄNN@example.com', 'änn@example.com'],
    ['a\u0308nn@example.com', 'änn@example.com'],
    ['ａｎｎ@example.com', 'ann@example.com'],
    ['ann@bücher.de', 'ann@xn--bcher-kva.de'],
    ['ann@BÜCHER.de', 'ann@xn--bcher-kva.de'],
    ['ann@xn--bcher-kva.de', 'ann@xn--bcher-kva.de'],
  ])('%j is %j', (written, canonical) => {
    expect(canonicalEmail(written)).toBe(canonical);
  });

  test('is its own one spelling', () => {
    for (const written of [
      'Ann+Tag@Example.com',
      'ÄNN@bücher.de',
      'İ@example.com',
      'ß@example.com',
      'Σ@example.com',
    ]) {
      const once = canonicalEmail(written);
      expect(canonicalEmail(once), written).toBe(once);
    }
  });

  test('different people stay different', () => {
    expect(canonicalEmail('ann@example.com')).not.toBe(canonicalEmail('anne@example.com'));
    expect(canonicalEmail('a.nn@example.com')).not.toBe(canonicalEmail('ann@example.com'));
    expect(canonicalEmail('ann+a@example.com')).not.toBe(canonicalEmail('ann@example.com'));
  });
});

describe('F7 the network that an address is counted under', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002:ffff::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:0:0:1::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test('all of one /64 are one, the next one is another', () => {
    const inIt = Array.from({ length: 200 }, (_, i) => networkOf(`2001:db8:5:6:${i.toString(16)}::${i + 1}`));
    expect(new Set(inIt).size).toBe(1);
    expect(networkOf('2001:db8:5:7::1')).not.toBe(inIt[0]);
  });
});
