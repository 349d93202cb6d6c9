import type { PlainJson } from '../../compiler/index.ts';
import { OperatingError } from '../errors.ts';

/** A JSON object. */
export type PlainObject = Readonly<Record<string, PlainJson>>;

/** True for a JSON object (no list, no null). */
export function isPlainObject(value: PlainJson | undefined): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A non-empty string of an engine's configuration; undefined when absent. Throws ENGINE_MISCONFIGURED. */
export function optionalText(config: PlainObject, name: string): string | undefined {
  const value = config[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && value !== '') return value;
  throw new OperatingError('ENGINE_MISCONFIGURED', `The engine's "${name}" is no text`, { retryable: false });
}

/** A string that the engine cannot do without. Throws ENGINE_MISCONFIGURED with `help`. */
export function requiredText(config: PlainObject, name: string, help: string): string {
  const value = optionalText(config, name);
  if (value !== undefined) return value;
  throw new OperatingError('ENGINE_MISCONFIGURED', `The engine has no "${name}"`, { retryable: false, help });
}

/** A list of strings; throws ENGINE_MISCONFIGURED for anything else. */
export function textList(value: PlainJson | undefined, what: string): readonly string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw new OperatingError('ENGINE_MISCONFIGURED', `${what} is no list of texts`, { retryable: false });
}
