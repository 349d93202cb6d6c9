import { computed, signal } from '@preact/signals';

/** Where the page is: `#/runs?state=failed` has the path ['runs'] and the query state=failed. */
export interface Route {
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

const hash = signal(location.hash);
addEventListener('hashchange', () => {
  hash.value = location.hash;
  scrollTo(0, 0);
});

export const route = computed<Route>(() => parseRoute(hash.value));

export function parseRoute(text: string): Route {
  const [path = '', query = ''] = text.replace(/^#\/?/, '').split('?');
  return {
    path: path
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent),
    query: new URLSearchParams(query),
  };
}

/** The address of a list narrowed to these values; empty ones are left out. */
export function hrefOf(path: string, query: Readonly<Record<string, string>> = {}): string {
  const given = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  return `#/${path}${given === '' ? '' : `?${given}`}`;
}

export function goTo(href: string): void {
  location.hash = href;
}
