import { HOUR } from '../clock.ts';
import { RECOVERY_DELAY_HOURS, RECOVERY_DELAY_HOURS_MAX, RECOVERY_DELAY_HOURS_MIN } from './limits.ts';

/**
 * How long somebody waits who proved the password and a recovery method: RECOVERY_DELAY_HOURS. Below an hour
 * nobody would see a notice in time; a laptop's tests may.
 * @returns ms
 * @throws Error that says what would be right
 */
export function readRecoveryDelay(value: string | undefined, development: boolean): number {
  const hours = value ? Number(value) : RECOVERY_DELAY_HOURS;
  const least = development ? 0.0001 : RECOVERY_DELAY_HOURS_MIN;
  if (!(hours >= least && hours <= RECOVERY_DELAY_HOURS_MAX)) {
    throw new Error(
      `RECOVERY_DELAY_HOURS must be from ${RECOVERY_DELAY_HOURS_MIN} to ${RECOVERY_DELAY_HOURS_MAX}`,
    );
  }
  return Math.round(hours * HOUR);
}
