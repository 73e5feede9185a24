import { describe, expect, test } from 'vitest';
import { HOUR } from '../../worker/clock.ts';
import { readRecoveryDelay } from '../../worker/policy/read-recovery-delay.ts';

describe('RECOVERY_DELAY_HOURS', () => {
  test.each([
    [undefined, 24],
    ['', 24],
    ['1', 1],
    ['72', 72],
    ['168', 168],
  ])('%s is %i hours', (value, hours) => {
    expect(readRecoveryDelay(value, false)).toBe(hours * HOUR);
  });

  test.each(['0', '0.5', '-1', '169', 'Infinity', 'soon', '1e9'])(
    '%s does not start a deployment',
    (value) => {
      expect(() => readRecoveryDelay(value, false)).toThrow('RECOVERY_DELAY_HOURS must be from 1 to 168');
    },
  );

  test('a fraction of an hour is for a laptop only, and nothing is for nobody', () => {
    expect(readRecoveryDelay('0.002', true)).toBe(0.002 * HOUR);
    expect(() => readRecoveryDelay('0', true)).toThrow('RECOVERY_DELAY_HOURS');
  });
});
