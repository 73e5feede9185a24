import { askPeople } from './ask-people.ts';
import { readSearch } from './people-query.ts';

export const load = async ({ parent, url }) => {
  await parent();
  const search = readSearch(url.searchParams);
  return { search, ...(await askPeople(search)) };
};
