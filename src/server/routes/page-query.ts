import { OperatingError } from '../../runtime/index.ts';

/** The part of a query that every list takes. */
export interface PageQuery {
  readonly limit: number;
  readonly cursor?: string;
}

export const PAGE_PROPERTIES = {
  limit: { type: 'integer', minimum: 1, maximum: 500, default: 50 },
  cursor: { type: 'string', minLength: 1 },
} as const;

/** The schema of a list's query: typed, and a name that is not known is refused rather than ignored. */
export function pageQuerySchema(properties: Readonly<Record<string, object>> = {}): object {
  return { type: 'object', additionalProperties: false, properties: { ...PAGE_PROPERTIES, ...properties } };
}

/**
 * A page of a list that is in the order of its names, and where the next begins; null on the last.
 *
 * @param mark Of the list: a cursor of another one is refused. Throws INVALID_REQUEST.
 */
export function pageByName<T extends { readonly pipeline: string }>(
  all: readonly T[],
  { limit, cursor }: PageQuery,
  mark: string,
): { readonly shown: readonly T[]; readonly nextCursor: string | null } {
  const after = cursor === undefined ? '' : readCursor(cursor, mark);
  const rest = all.filter(({ pipeline }) => pipeline > after);
  const shown = rest.slice(0, limit);
  const last = rest.length > shown.length ? shown.at(-1) : undefined;
  return {
    shown,
    nextCursor: last === undefined ? null : Buffer.from(`${mark} ${last.pipeline}`).toString('base64url'),
  };
}

function readCursor(cursor: string, mark: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (text.startsWith(`${mark} `)) return text.slice(mark.length + 1);
  throw new OperatingError('INVALID_REQUEST', 'the cursor of the list is not one this server gave out', {
    retryable: false,
    help: 'leave the cursor out to start from the first',
  });
}

/** The cursor as a store's filter takes it: absent, not undefined. */
export function pageFilter({ limit, cursor }: PageQuery): { readonly limit: number; readonly cursor?: string } {
  return cursor === undefined ? { limit } : { limit, cursor };
}
