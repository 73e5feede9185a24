import * as v from 'valibot';
import { Event } from './event.ts';
import { request } from './request.ts';

/** What stands behind the # of the link in a notice. Opaque. */
export const LinkToken = v.pipe(
  v.string('Give the part of the link behind the #'),
  v.nonEmpty('Give the part of the link behind the #'),
  v.maxLength(256, 'That is not the whole link, or more than it'),
);

export const NotMe = request({ token: LinkToken });

/**
 * `open`: the account can be locked because of it. `locked`: it is. `settled`: it was, and its owner came back
 * with a new password since.
 */
const STATES = ['open', 'locked', 'settled'] as const;

export const NotMeEvent = v.object({ event: Event, state: v.picklist(STATES) });
export type NotMeEvent = v.InferOutput<typeof NotMeEvent>;

export const AccountLocked = v.object({ state: v.picklist(STATES) });
