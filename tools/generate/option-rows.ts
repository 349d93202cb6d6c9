import type { OptionSpec, OptionType } from '../../src/compiler/connector/index.ts';
import { code } from './markdown.ts';

const TYPES: Readonly<Record<OptionType, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true, false',
  'string-list': 'list of texts',
  'integer-list': 'list of whole numbers',
  'object-list': 'list of mappings',
  list: 'list',
  'text-map': 'mapping of plain values',
  object: 'mapping',
  any: 'any',
};

/** Heads of the columns of {@link optionRows}. */
export const OPTION_HEAD = ['option', 'type', 'default', 'meaning'] as const;

/** Rows of a table of options; the keys of a mapping follow it, with its name in front. */
export function optionRows(options: Readonly<Record<string, OptionSpec>>, before = ''): string[][] {
  return Object.entries(options)
    .filter(([, option]) => option.secret !== true)
    .flatMap(([name, option]) => {
      const path = `${before}${name}`;
      const inside = option.type === 'object-list' ? `${path}[].` : `${path}.`;
      return [
        [code(path), typeOf(option), defaultOf(option), option.description],
        ...optionRows(option.members ?? {}, inside),
      ];
    });
}

function defaultOf({ type, default: value, required, members }: OptionSpec): string {
  // a mapping may be filled by the datasource
  if (required === true && members === undefined && type !== 'text-map' && type !== 'object') return '**required**';
  return value === undefined || value === '' ? '-' : code(JSON.stringify(value).replaceAll(/^"|"$/g, ''));
}

function typeOf(option: OptionSpec): string {
  const { minimum, maximum, values, pattern } = option;
  const limits = [
    ...(values === undefined ? [] : [`one of ${values.map(code).join(', ')}`]),
    ...(minimum === undefined ? [] : [`${minimum} or more`]),
    ...(maximum === undefined ? [] : [`${maximum} or less`]),
    ...(option.powerOfTwo === true ? ['a power of two'] : []),
    ...(option.dateFormat === true ? ['a date format'] : []),
    ...(pattern === undefined ? [] : [`as ${code(pattern)}`]),
    ...(option.dynamic === true ? ['may have run-time values'] : []),
  ];
  return [TYPES[option.type], ...limits].join('; ');
}
