import { AccountExport, ExportPerson } from '../account-export.ts';
import type { Operation } from './operation.ts';

/** Everything that is kept of one person, for himself or at his request. */
export const EXPORT_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/account/export',
    tag: 'Account',
    session: 'fresh',
    status: 200,
    answer: AccountExport,
    summary: 'All that is kept of me',
    description: 'Without secrets. It is an event of the account, and every address is told.',
  },
  {
    method: 'post',
    path: '/v1/admin/people/{id}/export',
    tag: 'People',
    session: 'fresh',
    permission: 'people.export',
    body: ExportPerson,
    status: 200,
    answer: AccountExport,
    summary: 'All that is kept of a person',
    description:
      'Without secrets. It is an event of the account, with the reason, and every address is told.',
    problems: ['not-found'],
  },
];
