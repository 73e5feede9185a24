import { api } from '#lib/api.ts';
import { call } from '#lib/call.ts';
import { firstFilled } from '#lib/first-filled.ts';
import type { PeopleSearch } from './people-query.ts';

/** Who is found first, or after a place. */
export const askPeople = (search: PeopleSearch, after?: string) =>
  firstFilled(
    (at) => call(() => api.v1.admin.people.$get({ query: { ...search, ...(at && { after: at }) } })),
    ({ people }) => people.length === 0,
    after,
  );
