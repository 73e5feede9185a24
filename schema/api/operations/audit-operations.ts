import { AuditEventList, AuditState, ExportEvents } from '../audit.ts';
import type { Operation } from './operation.ts';

/** The audit log: read, followed, exported. */
export const AUDIT_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/admin/events',
    tag: 'Audit log',
    session: 'full',
    permission: 'audit.read',
    query: {
      person: 'The address or the id of whose account it is; `service` for what concerns none.',
      actor: 'The address or the id of the administrator who acted.',
      type: 'The type of event.',
      method: 'The method that it is about.',
      ip: 'The address that it came from.',
      from: 'Not before this instant (ISO 8601).',
      to: 'Before this instant (ISO 8601).',
      before: 'The `next` of a page, for the page that follows.',
      after: 'The `newest` of an answer, for what has come since.',
    },
    status: 200,
    answer: AuditEventList,
    summary: 'All events of all users and of the service, newest first',
  },
  {
    method: 'get',
    path: '/v1/admin/events/state',
    tag: 'Audit log',
    session: 'full',
    permission: 'audit.read',
    status: 200,
    answer: AuditState,
    summary: 'The signed head, and how far the log was handed on',
  },
  {
    method: 'post',
    path: '/v1/admin/events/export',
    tag: 'Audit log',
    session: 'fresh',
    permission: 'audit.export',
    body: ExportEvents,
    status: 200,
    summary: 'Export the log, whole or filtered',
    description:
      'Answers a file, as it is read: CSV, or JSON Lines with a signed head at its end that `npx countersign-verify` checks. The export is an event of the log.',
  },
];
