import { BeginImport, ImportAnswer, ImportList, ImportPart, ImportReport, StartImport } from '../import.ts';
import type { Operation } from './operation.ts';

const SHARED = { tag: 'Imports', session: 'full', permission: 'people.import' } as const;

/** Imports of users from a file of another system. */
export const IMPORT_OPERATIONS: readonly Operation[] = [
  {
    ...SHARED,
    method: 'get',
    path: '/v1/admin/imports',
    status: 200,
    answer: ImportList,
    summary: 'All imports',
    query: { before: 'The `next` of the page before' },
  },
  {
    ...SHARED,
    method: 'post',
    path: '/v1/admin/imports',
    body: BeginImport,
    status: 201,
    answer: ImportAnswer,
    summary: 'Begin an import',
    description:
      'Then send the file’s bytes in parts, in order. An upload is kept for a day. `columns` says what the columns of a CSV file are read as, in their order; without it their headers do.',
  },
  {
    ...SHARED,
    method: 'get',
    path: '/v1/admin/imports/{id}',
    status: 200,
    answer: ImportAnswer,
    summary: 'How far an import is',
    problems: ['not-found'],
  },
  {
    ...SHARED,
    method: 'put',
    path: '/v1/admin/imports/{id}/parts',
    body: ImportPart,
    status: 200,
    answer: ImportAnswer,
    summary: 'Send a part of the file',
    description:
      'Parts follow one another: `offset` is what `received` says. One that is sent again changes nothing. With the last part the check of every line begins; nothing is made by it.',
    problems: ['not-found', 'import-state'],
  },
  {
    ...SHARED,
    method: 'get',
    path: '/v1/admin/imports/{id}/report',
    status: 200,
    answer: ImportReport,
    summary: 'What became, or would become, of each line',
    description: 'Kept for 30 days after the end.',
    query: {
      after: 'The `next` of the page before',
      only: '`problems`: only lines with something to tell',
    },
    problems: ['not-found'],
  },
  {
    ...SHARED,
    method: 'post',
    path: '/v1/admin/imports/{id}/start',
    session: 'fresh',
    body: StartImport,
    status: 200,
    answer: ImportAnswer,
    summary: 'Make the accounts',
    description:
      'Of all lines that are ready. It goes on by itself, also after a crash, and makes each account once. Accounts that exist are left as they are.',
    problems: ['not-found', 'import-state'],
  },
  {
    ...SHARED,
    method: 'post',
    path: '/v1/admin/imports/{id}/cancel',
    status: 200,
    answer: ImportAnswer,
    summary: 'Stop an import',
    description: 'Accounts that were made stay. The file is destroyed.',
    problems: ['not-found', 'import-state'],
  },
];
