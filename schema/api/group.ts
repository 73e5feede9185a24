import * as v from 'valibot';
import { Email, Instant, ONE_LINE } from './fields.ts';
import { request } from './request.ts';
import { ActReason } from './role.ts';

/** A named set of people, for policy. */
export const Group = v.object({
  id: v.string(),
  name: v.string(),
  members: v.number(),
  createdAt: Instant,
});
export type Group = v.InferOutput<typeof Group>;
export const GroupList = v.object({ groups: v.array(Group) });

export const GroupMember = v.object({ userId: v.string(), email: v.string(), addedAt: Instant });
export type GroupMember = v.InferOutput<typeof GroupMember>;

export const GroupPage = v.object({
  group: Group,
  members: v.array(GroupMember),
  /** For the next page; null: that was all. */
  next: v.nullable(v.string()),
});
export type GroupPage = v.InferOutput<typeof GroupPage>;

/** Which page of a group's members. */
export const GroupQuery = v.object({
  /** The `next` of the page before. */
  after: v.optional(v.pipe(v.string(), v.maxLength(64, 'Give the `next` of the page before'))),
});

const GroupName = v.pipe(
  v.string('Give a name, as text'),
  v.trim(),
  v.nonEmpty('Enter a name'),
  v.maxLength(64, 'A name has at most 64 characters'),
  v.regex(ONE_LINE, 'A name is one line of text'),
);

export const NameGroup = request({ name: GroupName, reason: ActReason });
export const DeleteGroup = request({ reason: ActReason });
export const AddMember = request({ email: Email, reason: ActReason });
export const RemoveMember = request({ userId: v.pipe(v.string(), v.maxLength(64)), reason: ActReason });
