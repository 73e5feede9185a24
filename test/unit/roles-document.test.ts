import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROLES } from '../../schema/api/role.ts';
import { MAY } from '../../schema/role-permissions.ts';
import { mayActOn } from '../../schema/may-act-on.ts';

test('docs/roles.md lists what each role may do, no more and no less', () => {
  const rows = readFileSync('docs/roles.md', 'utf8').matchAll(/^\| `([a-z.]+)`\s*\|(.+)\|$/gm);
  const listed = [...rows].map(([, permission, cells]) => [
    permission,
    ROLES.filter((_, i) => cells!.split('|')[i]!.trim() === 'yes'),
  ]);
  expect(Object.fromEntries(listed)).toEqual(MAY);
});

test('H8 nobody acts on an equal or a higher role, but owners on owners', () => {
  const allowed = [...ROLES, null].flatMap((other) =>
    ROLES.filter((role) => mayActOn(role, other)).map((role) => `${role} on ${other}`),
  );
  expect(allowed).toEqual([
    'owner on owner',
    'owner on admin',
    'owner on help-desk',
    'admin on help-desk',
    'owner on auditor',
    'admin on auditor',
    'help-desk on auditor',
    'owner on null',
    'admin on null',
    'help-desk on null',
    'auditor on null',
  ]);
});
