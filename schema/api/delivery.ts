import * as v from 'valibot';

/**
 * How far the code of a challenge got: on its way; taken by a provider; by none of them for now; or refused,
 * since that address or number cannot receive it.
 */
export const Delivery = v.picklist(['waiting', 'sent', 'failed', 'unreachable']);
export type Delivery = v.InferOutput<typeof Delivery>;
