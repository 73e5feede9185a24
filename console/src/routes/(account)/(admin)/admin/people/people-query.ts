import * as v from 'valibot';
import { PeopleQuery } from '#schema/api/person.ts';

/** What the list is narrowed by, as the address of the page says it; `after` is no part of it. */
export type PeopleSearch = Partial<Record<Exclude<keyof PeopleQuery, 'after'>, string>>;

const KEYS = Object.keys(PeopleQuery.entries).filter((key) => key !== 'after') as (keyof PeopleSearch)[];

/** What of an address is a question; the rest of it is passed over. */
export function readSearch(params: URLSearchParams): PeopleSearch {
  const search: PeopleSearch = {};
  for (const key of KEYS) {
    const value = params.get(key);
    if (value && v.is(PeopleQuery.entries[key], value)) search[key] = value;
  }
  return search;
}

/** The address of the list so narrowed. */
export function searchHref(search: PeopleSearch): string {
  const asked = Object.entries(search).filter(([, value]) => value);
  const params = new URLSearchParams(asked).toString();
  return `/admin/people${params && `?${params}`}`;
}
