const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A place in a text: line and column from 0, columns in UTF-16 units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/**
 * Where a place of generated code comes from: the last mapping of its line at or before it. `mappings`
 * is the field of that name in a source map of one source (version 3).
 */
export function originalPosition(mappings: string, generated: LineColumn): LineColumn | undefined {
  let line = 0;
  let column = 0;
  let found: LineColumn | undefined;
  const lines = mappings.split(';');
  for (const [index, segments] of lines.slice(0, generated.line + 1).entries()) {
    let at = 0;
    for (const segment of segments === '' ? [] : segments.split(',')) {
      const [generatedStep = 0, , lineStep, columnStep = 0] = decode(segment);
      at += generatedStep;
      if (lineStep === undefined) continue;
      line += lineStep;
      column += columnStep;
      if (index === generated.line && at <= generated.column) found = { line, column };
    }
  }
  return found;
}

/** Base-64 variable-length quantities: five bits a digit, the sixth says that more follow, the lowest is the sign. */
function decode(segment: string): number[] {
  const values: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of segment) {
    const digit = DIGITS.indexOf(character);
    value |= (digit & 31) << shift;
    if ((digit & 32) !== 0) {
      shift += 5;
      continue;
    }
    values.push((value & 1) === 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return values;
}
