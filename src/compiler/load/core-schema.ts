import { FAILSAFE_SCHEMA, Type, type Schema } from 'js-yaml';

const NULL = /^(?:~|null|Null|NULL|)$/;
const BOOLEAN = /^(?:true|True|TRUE|false|False|FALSE)$/;
const INTEGER = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const FLOAT =
  /^(?:[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+)|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** Numbers that a file holds but that JSON data cannot: counted while a text is parsed. */
export interface InexactNumbers {
  count: number;
}

/**
 * The scalars of YAML 1.2's core schema exactly as `yaml` 2.9.1 reads them. js-yaml 4.3.2's own
 * CORE_SCHEMA also takes `0b11` and `-0x1` for numbers and `1e400` for text.
 */
export function createCoreSchema(inexact: InexactNumbers): Schema {
  const number = (value: number): number => {
    if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) inexact.count += 1;
    return value;
  };
  return FAILSAFE_SCHEMA.extend({
    implicit: [
      new Type('tag:yaml.org,2002:null', {
        kind: 'scalar',
        resolve: (text: unknown) => text === null || (typeof text === 'string' && text.length < 5 && NULL.test(text)),
        construct: () => null,
      }),
      new Type('tag:yaml.org,2002:bool', {
        kind: 'scalar',
        resolve: (text: unknown) => typeof text === 'string' && text.length < 6 && BOOLEAN.test(text),
        construct: (text: string) => text.toLowerCase() === 'true',
      }),
      new Type('tag:yaml.org,2002:int', {
        kind: 'scalar',
        resolve: (text: unknown) => typeof text === 'string' && mayBeNumber(text) && INTEGER.test(text),
        construct: (text: string) => number(integerOf(text)),
      }),
      new Type('tag:yaml.org,2002:float', {
        kind: 'scalar',
        resolve: (text: unknown) => typeof text === 'string' && mayBeNumber(text) && FLOAT.test(text),
        construct: (text: string) => number(floatOf(text)),
      }),
    ],
  });
}

/** Most scalars are words: one look at the first character spares them two regular expressions. */
function mayBeNumber(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first >= 48 && first <= 57) || first === 45 || first === 43 || first === 46;
}

function integerOf(text: string): number {
  if (text.startsWith('0o')) return Number.parseInt(text.slice(2), 8);
  if (text.startsWith('0x')) return Number.parseInt(text.slice(2), 16);
  return Number.parseInt(text, 10);
}

function floatOf(text: string): number {
  const last = text.charCodeAt(text.length - 1) | 32;
  if (last === 110) return Number.NaN;
  if (last === 102) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(text);
}
