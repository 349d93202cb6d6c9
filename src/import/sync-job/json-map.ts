/** A JSON object. */
export type JsonMap = Readonly<Record<string, unknown>>;

export function isJsonMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON object, or the one that a text holds; empty for anything else. */
export function jsonMapOf(value: unknown): JsonMap {
  if (isJsonMap(value)) return value;
  try {
    const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : undefined;
    return isJsonMap(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** Nothing is said by it: `null`, "" and what is empty. */
export function saysNothing(value: unknown): boolean {
  if (value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isJsonMap(value) && Object.keys(value).length === 0;
}

/** A scalar as the text that an engine would make of it; undefined for what is none. */
export function scalarText(value: unknown): string | undefined {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}

/** `a.b[0]`, with keys that are no plain words in quotes. */
export function pathOf(parent: string, step: string | number): string {
  if (typeof step === 'number') return `${parent}[${step}]`;
  const shown = /^[\w-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
  return parent === '' ? shown.replace(/^\./, '') : parent + shown;
}
