/** HTTP dates are whole seconds and travel some time: less than this is no difference. */
const TOLERATED_MS = 5_000;

/** How far the service's clock is ahead of this device's. */
let aheadMs = 0;

/** The service's time as this device knows it: a phone whose clock is wrong can be used all the same. */
export const deviceNow = (): number => Date.now() + aheadMs;

/** @param serverTime as an answer says it; null where it does not */
export function learnDeviceTime(serverTime: string | null): void {
  const difference = Date.parse(serverTime ?? '') - Date.now();
  if (!Number.isNaN(difference)) aheadMs = Math.abs(difference) > TOLERATED_MS ? difference : 0;
}
