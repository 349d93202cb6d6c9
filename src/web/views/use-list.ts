import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Page } from '../state/api-types.ts';
import { generation, notify } from '../state/facts.ts';

interface ListOptions<T> {
  /** Another key is another list. */
  readonly key: string;
  readonly load: (cursor?: string) => Promise<Page<T>>;
  /** The newest item, or the newest state of one. */
  readonly fresh: ReadonlySignal<T | undefined>;
  readonly admits: (item: T) => boolean;
}

export interface List<T> {
  /** Undefined until loaded. */
  readonly items: readonly T[] | undefined;
  /** Loads the next page; undefined on the last one. */
  readonly more: (() => void) | undefined;
}

/** A list that is read page by page and kept fresh by the stream. */
export function useList<T extends { readonly id: string }>({ key, load, fresh, admits }: ListOptions<T>): List<T> {
  const [pages, setPages] = useState<Page<T> | undefined>(undefined);

  useEffect(() => {
    let wanted = true;
    load().then((page) => wanted && setPages((known) => (known === undefined ? page : merge(page, known))), failed);
    return () => {
      wanted = false;
    };
  }, [key, generation.value]);
  useEffect(() => () => setPages(undefined), [key]);

  const changed = fresh.value;
  useEffect(() => {
    if (changed === undefined) return;
    setPages((known) => known && { ...known, items: place(known.items, changed, admits(changed)) });
  }, [changed]);

  const cursor = pages?.nextCursor;
  if (cursor == null) return { items: pages?.items, more: undefined };
  const more = (): void => {
    load(cursor).then(
      (page) => setPages((known) => known && { items: [...known.items, ...page.items], nextCursor: page.nextCursor }),
      failed,
    );
  };
  return { items: pages?.items, more };
}

const failed = (thrown: unknown): void =>
  notify({ kind: 'failed', text: `The list cannot be read: ${String(thrown)}` });

/** The first page anew, before the older pages that are there already. */
function merge<T extends { readonly id: string }>(page: Page<T>, known: Page<T>): Page<T> {
  const ids = new Set(page.items.map(({ id }) => id));
  const last = known.items.findIndex(({ id }) => id === page.items.at(-1)?.id);
  if (last < 0) return page;
  return {
    items: [...page.items, ...known.items.slice(last + 1).filter(({ id }) => !ids.has(id))],
    nextCursor: known.nextCursor,
  };
}

function place<T extends { readonly id: string }>(items: readonly T[], item: T, admitted: boolean): readonly T[] {
  const at = items.findIndex(({ id }) => id === item.id);
  if (at < 0) return admitted ? [item, ...items] : items;
  return admitted ? items.with(at, item) : items.toSpliced(at, 1);
}
