import { AddMember, DeleteGroup, GroupList, GroupPage, NameGroup, RemoveMember } from '../group.ts';
import { AskWhatIf, ChangePolicy, Foreseen, PolicyAnswer } from '../policy.ts';
import type { Operation } from './operation.ts';

const reads = { tag: 'Administration', session: 'full', permission: 'policy.read', status: 200 } as const;
const changes = {
  tag: 'Administration',
  session: 'fresh',
  permission: 'policy.change',
  status: 200,
} as const;

/** Administrators: what the service asks of whom, and the groups that it speaks of. */
export const POLICY_OPERATIONS: readonly Operation[] = [
  {
    ...reads,
    method: 'get',
    path: '/v1/admin/policy',
    answer: PolicyAnswer,
    summary: 'What the service asks of whom',
  },
  {
    ...changes,
    method: 'put',
    path: '/v1/admin/policy',
    body: ChangePolicy,
    answer: PolicyAnswer,
    summary: 'Change the policy',
    description:
      'Send the whole document and the version that it was made from. It holds everywhere within ten seconds.',
    problems: ['policy-changed', 'would-lock-you-out', 'would-lock-owners-out'],
  },
  {
    ...reads,
    method: 'post',
    path: '/v1/admin/policy/what-if',
    body: AskWhatIf,
    answer: Foreseen,
    summary: 'What a policy would ask of somebody',
    description: 'Judged as the sign-in itself would be; nothing changes.',
    problems: ['no-such-person'],
  },
  { ...reads, method: 'get', path: '/v1/admin/groups', answer: GroupList, summary: 'All groups' },
  {
    ...changes,
    method: 'post',
    path: '/v1/admin/groups',
    body: NameGroup,
    answer: GroupList,
    summary: 'Make a group',
    problems: ['group-exists'],
  },
  {
    ...reads,
    method: 'get',
    path: '/v1/admin/groups/{id}',
    query: { after: 'The `next` of the page before.' },
    answer: GroupPage,
    summary: 'A group and its members',
    problems: ['not-found'],
  },
  {
    ...changes,
    method: 'patch',
    path: '/v1/admin/groups/{id}',
    body: NameGroup,
    answer: GroupPage,
    summary: 'Rename a group',
    problems: ['not-found', 'group-exists'],
  },
  {
    ...changes,
    method: 'post',
    path: '/v1/admin/groups/{id}/delete',
    body: DeleteGroup,
    answer: GroupList,
    summary: 'Delete a group',
    problems: ['not-found', 'group-in-use'],
  },
  {
    ...changes,
    method: 'post',
    path: '/v1/admin/groups/{id}/members',
    body: AddMember,
    answer: GroupPage,
    summary: 'Add somebody to a group',
    problems: ['not-found', 'no-such-person'],
  },
  {
    ...changes,
    method: 'post',
    path: '/v1/admin/groups/{id}/members/remove',
    body: RemoveMember,
    answer: GroupPage,
    summary: 'Remove somebody from a group',
    problems: ['not-found'],
  },
];
