/** So many short pages are asked for in a row before whoever looks is asked whether to go on. */
const PAGES_MAX = 40;

interface Page {
  next: string | null;
}

/**
 * A page of a list, or the first after it that has something: the service ends a page after it has asked so many,
 * where few match (worker/policy/limits.ts, ROWS_ASKED_PER_PAGE).
 * @param ask for the page at a place; the first one where there is none
 */
export async function firstFilled<P extends Page>(
  ask: (at?: string) => Promise<P>,
  isEmpty: (page: P) => boolean,
  at?: string,
): Promise<P> {
  let page = await ask(at);
  for (let asked = 1; asked < PAGES_MAX && page.next !== null && isEmpty(page); asked++)
    page = await ask(page.next);
  return page;
}
