import type { ColumnType } from '../../../../compiler/index.ts';

const PLAIN = ['bool', 'int8', 'int16', 'int32', 'int64', 'float32', 'float64', 'date', 'json', 'bytes'] as const;
const WITH_FRACTION = ['time', 'timestamp', 'timestamptz'] as const;

/** Reads the text of a type as the local target prints it (`decimal(18,2)`); undefined = not one of ours. */
export function parseColumnType(text: string): ColumnType | undefined {
  const match = /^([a-z0-9]+)(?:\((\d+)(?:,\s*(\d+))?\))?$/.exec(text.trim());
  if (match === null) return undefined;
  const [, name, first, second] = match;
  const plain = PLAIN.find((known) => known === name);
  if (plain !== undefined) return first === undefined ? { name: plain } : undefined;
  const fraction = WITH_FRACTION.find((known) => known === name);
  if (fraction !== undefined) return { name: fraction, precision: first === undefined ? 6 : Number(first) };
  if (name === 'string') return first === undefined ? { name } : { name, length: Number(first) };
  if (name === 'decimal' && first !== undefined) {
    return { name, precision: Number(first), scale: second === undefined ? 0 : Number(second) };
  }
  return undefined;
}

/** The text of a type, as people read it. */
export function columnTypeText(type: ColumnType): string {
  switch (type.name) {
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`;
    case 'string':
      return type.length === undefined ? 'string' : `string(${type.length})`;
    case 'time':
    case 'timestamp':
    case 'timestamptz':
      return `${type.name}(${type.precision})`;
    default:
      return type.name;
  }
}
