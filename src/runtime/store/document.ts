/** Reads a document that this store wrote; `as` because only our own writer fills these columns. */
export function readDocument<T>(text: string): T {
  return JSON.parse(text) as T;
}

export function readOptionalDocument<T>(text: string | null): T | undefined {
  return text === null ? undefined : readDocument<T>(text);
}

export function writeDocument(value: unknown): string {
  return JSON.stringify(value);
}

export function writeOptionalDocument(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
