import { DATE_FORMAT, ISO_FORMAT } from './format.ts';
import type { RunTimeValue, Text } from './run-time-value.ts';

/** The value as an author writes it, canonical: a default format is left out. Parsing it gives the same value. */
export function describeRunTimeValue(value: RunTimeValue): string {
  return `\${${describeBody(value)}}`;
}

/** The whole text as an author writes it. */
export function describeText(text: Text): string {
  if (typeof text === 'string') return text.replaceAll('${', () => '$${');
  return text.parts
    .map((part) => (typeof part === 'string' ? describeText(part) : describeRunTimeValue(part)))
    .join('');
}

function describeBody(value: RunTimeValue): string {
  switch (value.kind) {
    case 'time': {
      const offsets = value.offsets.map((offset) =>
        offset.kind === 'truncate'
          ? `/${offset.unit}`
          : `${offset.amount < 0 || Object.is(offset.amount, -0) ? '-' : '+'}${Math.abs(offset.amount)}${offset.unit}`,
      );
      const isDefault = value.format === (value.base === 'bizdate' ? DATE_FORMAT : ISO_FORMAT);
      return `${value.base}${offsets.join('')}${isDefault ? '' : `:${value.format}`}`;
    }
    case 'parameter':
      return value.name;
    case 'secret':
      return `secret:${value.provider}/${value.name}`;
    case 'env':
      return `env:${value.name}${value.fallback === undefined ? '' : `:-${value.fallback}`}`;
    default:
      return value.kind;
  }
}
