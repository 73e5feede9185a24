import { describe, expect, test } from 'vitest';
import type { Condition, Policy } from '../../schema/api/policy.ts';
import { conditionsMet } from '../../worker/policy/conditions.ts';
import { inNetwork } from '../../worker/policy/in-network.ts';
import { inForce, requirementFor } from '../../worker/policy/requirement.ts';

describe('a network', () => {
  test.each([
    ['192.0.2.7', '192.0.2.0/24', true],
    ['192.0.3.7', '192.0.2.0/24', false],
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.8', '192.0.2.7', false],
    ['10.255.255.255', '10.0.0.0/8', true],
    ['203.0.113.9', '0.0.0.0/0', true],
    ['2001:db8::1', '2001:db8::/32', true],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1/128', true],
    ['2001:db9::1', '2001:db8::/32', false],
    ['::ffff:192.0.2.7', '192.0.2.0/24', true],
    ['192.0.2.7', '::/0', false],
    ['2001:db8::1', '0.0.0.0/0', false],
    ['300.0.2.7', '0.0.0.0/0', false],
    ['192.0.2.7', '192.0.2.0/33', false],
    ['1::2::3', '::/0', false],
    ['1:2:3', '::/0', false],
    ['', '::/0', false],
    ['not an address', '0.0.0.0/0', false],
  ])('%s in %s: %s', (ip, network, is) => {
    expect(inNetwork(ip, network)).toBe(is);
  });
});

const condition = (changes: Partial<Condition>): Condition => ({
  name: 'One',
  groups: [],
  networks: [],
  countries: [],
  where: 'inside',
  effect: 'ask',
  ...changes,
});
const meets = (
  changes: Partial<Condition>,
  ip: string | null,
  country: string | null,
  groups: string[] = [],
) => conditionsMet({ conditions: [condition(changes)] } as Policy, groups, { ip, country }).length === 1;

describe('a condition', () => {
  test('is met inside one of its places, or outside all of them; an unknown place is outside', () => {
    const places = { networks: ['192.0.2.0/24'], countries: ['FR', 'CH'] };
    for (const [ip, country, inside] of [
      ['192.0.2.1', 'US', true],
      ['203.0.113.1', 'CH', true],
      ['203.0.113.1', 'US', false],
      ['203.0.113.1', null, false],
      [null, null, false],
    ] as const) {
      expect(meets(places, ip, country)).toBe(inside);
      expect(meets({ ...places, where: 'outside' }, ip, country)).toBe(!inside);
    }
  });

  test('of groups concerns who is in one of them', () => {
    const wish = { countries: ['FR'], groups: ['a', 'b'] };
    expect(meets(wish, null, 'FR', ['b', 'c'])).toBe(true);
    expect(meets(wish, null, 'FR', ['c'])).toBe(false);
  });
});

describe('what is required', () => {
  const rule = { rule: 'required' as const, due: null, skips: 0 };
  const policy = {
    twoStep: { ...rule, rule: 'optional' },
    groups: [
      { ...rule, group: 'off', rule: 'off' },
      { ...rule, group: 'skips', skips: 2 },
      { ...rule, group: 'later', due: '2030-01-01T00:00:00Z' },
      { ...rule, group: 'sooner', due: '2029-01-01T00:00:00Z' },
      { ...rule, group: 'now' },
    ],
  } as Policy;

  test('is everyone’s rule, or the strictest of one’s groups', () => {
    expect(requirementFor(policy, [])).toMatchObject({ rule: 'optional', group: null });
    expect(requirementFor(policy, ['off'])).toMatchObject({ rule: 'off', group: 'off' });
    expect(requirementFor(policy, ['off', 'skips']).group).toBe('skips');
    expect(requirementFor(policy, ['skips', 'later', 'sooner']).group).toBe('sooner');
    expect(requirementFor(policy, ['sooner', 'now', 'off']).group).toBe('now');
  });

  test('is in force at once, from its date on, or once the skips are used up', () => {
    expect(inForce(rule, 0, 0)).toBe(true);
    const due = { ...rule, due: '2030-01-01T00:00:00Z' };
    const at = Date.parse(due.due);
    expect([inForce(due, 0, at - 1), inForce(due, 0, at)]).toEqual([false, true]);
    const skips = { ...rule, skips: 2 };
    expect([0, 1, 2, 3].map((used) => inForce(skips, used, 0))).toEqual([false, false, true, true]);
    expect(inForce({ ...rule, rule: 'optional' }, 9, at)).toBe(false);
  });
});
