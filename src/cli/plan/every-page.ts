import type { OperatorApi } from '../operator-api.ts';

/** What the API answers with to a question for a list. */
interface ListPage<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** As many as the API gives at once. */
const PAGE = 500;

/** All pages of a list; `E` is what a page has beside its items. */
export async function everyPage<T, E extends object>(
  api: Pick<OperatorApi, 'get'>,
  path: string,
): Promise<readonly (ListPage<T> & E)[]> {
  const pages: (ListPage<T> & E)[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: string = `limit=${PAGE}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    const page: ListPage<T> & E = await api.get(`${path}${path.includes('?') ? '&' : '?'}${query}`);
    pages.push(page);
    cursor = page.nextCursor;
  }
  return pages;
}
