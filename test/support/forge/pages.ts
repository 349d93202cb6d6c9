import type { ForgeAnswer, ForgeRequest } from './forge-server.ts';

/** One page of a list with a Link header to the next, as GitHub and GitLab give it. */
export function linkedPage(items: readonly unknown[], { query, path, url }: ForgeRequest): ForgeAnswer {
  const { page, shown, last } = pageOf(items, query);
  const next = new URLSearchParams(query);
  next.set('page', String(page + 1));
  return {
    status: 200,
    body: shown,
    headers: last > page ? { link: `<${url}${path}?page=1>; rel="first", <${url}${path}?${next}>; rel="next"` } : {},
  };
}

/** One page of a list with the number of pages in `total_page`, as Gitee gives it. */
export function countedPage(items: readonly unknown[], { query }: ForgeRequest): ForgeAnswer {
  const { shown, last } = pageOf(items, query);
  return { status: 200, body: shown, headers: { total_page: String(last), total_count: String(items.length) } };
}

/** Forges give at most 100. */
function pageOf(items: readonly unknown[], query: URLSearchParams) {
  const size = Math.min(100, Number(query.get('per_page') ?? 20));
  const page = Number(query.get('page') ?? 1);
  return {
    page,
    shown: items.slice((page - 1) * size, page * size),
    last: Math.max(1, Math.ceil(items.length / size)),
  };
}

export const NOT_FOUND: ForgeAnswer = { status: 404, body: { message: 'Not Found' } };

/** The text of a member that was sent. */
export function sent({ body }: ForgeRequest, name: string): string {
  const value = body[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
