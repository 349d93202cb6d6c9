import { OperatingError } from '../errors.ts';

/** A JSON object whose fields have not been looked at. */
export type Shape = Readonly<Record<string, unknown>>;

/** True for a JSON object (no list, no null). */
export function isShape(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads fields of an answer, and refuses an answer that is not of the documented shape rather than
 * going on with half of it. Every method throws ENGINE_REFUSED (not retryable) naming answer and field.
 */
export interface ShapeReader {
  string(name: string): string;
  number(name: string): number;
  object(name: string): ShapeReader;
  list(name: string): readonly ShapeReader[];
  /** Undefined when absent or null. */
  optionalString(name: string): string | undefined;
  optionalObject(name: string): ShapeReader | undefined;
  raw(name: string): unknown;
}

/** @param what how the answer is called in messages, for example `GET /jobs/overview`. */
export function readShape(value: unknown, what: string): ShapeReader {
  if (!isShape(value)) throw unexpected(what, 'an object');
  const typed = <T>(name: string, type: string, is: (field: unknown) => field is T): T => {
    const field = value[name];
    if (!is(field)) throw unexpected(`${what}: "${name}"`, type);
    return field;
  };
  const absent = (name: string): boolean => value[name] === undefined || value[name] === null;
  return {
    string: (name) => typed(name, 'a string', isString),
    number: (name) => typed(name, 'a number', isNumber),
    object: (name) => readShape(typed(name, 'an object', isShape), `${what}.${name}`),
    list: (name) => typed(name, 'a list', isList).map((item, at) => readShape(item, `${what}.${name}[${at}]`)),
    optionalString: (name) => (absent(name) ? undefined : typed(name, 'a string', isString)),
    optionalObject: (name) => (absent(name) ? undefined : readShape(value[name], `${what}.${name}`)),
    raw: (name) => value[name],
  };
}

function unexpected(what: string, wanted: string): OperatingError {
  return new OperatingError('ENGINE_REFUSED', `The answer to ${what} is not ${wanted}`, {
    retryable: false,
    help: 'Something else than Flink may answer at this address, or a version that is not known here.',
  });
}

function isString(field: unknown): field is string {
  return typeof field === 'string';
}

function isNumber(field: unknown): field is number {
  return typeof field === 'number';
}

function isList(field: unknown): field is readonly unknown[] {
  return Array.isArray(field);
}
