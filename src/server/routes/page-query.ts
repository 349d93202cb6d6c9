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

/** The cursor as a store's filter takes it: absent, not undefined. */
export function pageFilter({ limit, cursor }: PageQuery): { readonly limit: number; readonly cursor?: string } {
  return cursor === undefined ? { limit } : { limit, cursor };
}
