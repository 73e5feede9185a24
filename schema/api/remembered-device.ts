import * as v from 'valibot';
import { Instant } from './fields.ts';

/** A browser on which the second step is skipped: the password alone opens a session there, of level 1. */
export const RememberedDevice = v.object({
  id: v.string(),
  /** Whether it is the browser that asks. */
  current: v.boolean(),
  /** Such as 'Firefox on Windows'. */
  device: v.string(),
  /** Where it was used last, such as 'Lyon, FR'; null where the platform did not say. */
  place: v.nullable(v.string()),
  ip: v.nullable(v.string()),
  rememberedAt: Instant,
  lastUsedAt: Instant,
  /** When the second step is asked again whatever is done. */
  until: Instant,
});
export type RememberedDevice = v.InferOutput<typeof RememberedDevice>;

export const RememberedDeviceList = v.object({ devices: v.array(RememberedDevice) });
export const DevicesForgotten = v.object({ forgotten: v.number() });
