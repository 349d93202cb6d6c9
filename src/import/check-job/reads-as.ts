import { say, type Message } from '../../message/index.ts';
import type { OptionType } from '../../compiler/connector/index.ts';
import { plainValue, type JobVersion, type JsonNode } from '../json/index.ts';

/**
 * What becomes of a value where a version wants a certain type. `refused`: the job does not start. `changed`:
 * it starts with another value than was written. `same`: what was written, in whatever form.
 */
export type Reading =
  | { readonly kind: 'same'; readonly value: unknown }
  | { readonly kind: 'changed'; readonly value: unknown; readonly how: Message }
  | { readonly kind: 'refused'; readonly wanted: Message };

/** Who reads it: getters over a map (all of 1.11), or Gson into a class (1.12 and 1.16). */
interface Reader {
  readonly byGetter: boolean;
  /** Numbers pass through a map first, which knows no `1e5`. */
  readonly throughMap: boolean;
}

const same = (value: unknown): Reading => ({ kind: 'same', value });
const refused = (wanted: Message): Reading => ({ kind: 'refused', wanted });

const LONG_MAXIMUM = 2n ** 63n - 1n;
const INT_MAXIMUM = 2 ** 31 - 1;

/**
 * Reads a value as a version's code does (FlinkX 1.11 `AbstractConfig` getters; ChunJun 1.12 and 1.16 Gson
 * into the config classes), as far as real runs showed it. `null` is the default everywhere. `place` says
 * whether it stands in `parameter`, or in `job.setting`, which later versions read without a map between.
 */
export function readsAs(
  node: JsonNode,
  type: OptionType,
  version: JobVersion,
  place: 'parameter' | 'setting' = 'parameter',
): Reading {
  if (node.kind === 'null') return same(null);
  const reader = { byGetter: version === '1.11', throughMap: version === '1.11' || place === 'parameter' };
  switch (type) {
    case 'string':
      return readString(node, reader);
    case 'boolean':
      return readBoolean(node, reader);
    case 'integer':
    case 'number':
      return readNumber(node, type, reader);
    case 'string-list':
    case 'integer-list':
    case 'object-list':
    case 'list':
      return readList(node, type, version, place);
    case 'text-map':
    case 'object':
      return node.kind === 'object' ? same(plainValue(node)) : refused(say`an object`);
    default:
      return same(plainValue(node));
  }
}

function readString(node: JsonNode, { byGetter }: Reader): Reading {
  if (node.kind === 'string') return same(node.value);
  if (byGetter || node.kind === 'list' || node.kind === 'object') return refused(say`text in quotes`);
  return same(node.kind === 'number' ? node.text : String(plainValue(node)));
}

function readBoolean(node: JsonNode, { byGetter }: Reader): Reading {
  if (node.kind === 'boolean') return same(node.value);
  if (byGetter) return refused(say`true or false without quotes`);
  if (node.kind !== 'string') return refused(say`true or false`);
  const word = node.value.toLowerCase();
  if (word === 'true' || word === 'false') return same(word === 'true');
  return { kind: 'changed', value: false, how: say`every word but \`true\` is read as false` };
}

function readNumber(node: JsonNode, type: 'integer' | 'number', { byGetter, throughMap }: Reader): Reading {
  if (node.kind !== 'number' && node.kind !== 'string') return refused(say`a number`);
  const text = node.kind === 'number' ? node.text : node.value.trim();
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) return refused(say`a number`);
  const written = node.kind === 'number';
  if (written && throughMap && /^-?\d+[eE]/.test(text)) return refused(say`a number without an exponent`);
  if (type === 'number') return same(value);
  if (/^-?\d+$/.test(text)) {
    const exact = BigInt(text);
    return exact > LONG_MAXIMUM || exact < -LONG_MAXIMUM - 1n ? refused(say`a number below 2^63`) : same(value);
  }
  if (byGetter) {
    if (!written) return refused(say`a whole number`);
    const whole = Math.trunc(value);
    return whole === value ? same(value) : { kind: 'changed', value: whole, how: say`it is cut to ${whole}` };
  }
  return Number.isInteger(value) && Math.abs(value) <= INT_MAXIMUM ? same(value) : refused(say`a whole number`);
}

function readList(node: JsonNode, type: OptionType, version: JobVersion, place: 'parameter' | 'setting'): Reading {
  if (node.kind !== 'list') return refused(say`a list`);
  const wanted = ELEMENTS[type];
  if (wanted === undefined) return same(plainValue(node));
  for (const item of node.items) {
    const reading = readsAs(item, wanted, version, place);
    if (reading.kind === 'refused') return refused(say`a list, each element ${reading.wanted}`);
  }
  return same(plainValue(node));
}

const ELEMENTS: Partial<Readonly<Record<OptionType, OptionType>>> = {
  'string-list': 'string',
  'object-list': 'object',
};
