import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvParser, type CsvRecord } from './csv-parser.ts';

function parse(pieces: readonly string[], delimiter = ','): readonly CsvRecord[] {
  const parser = new CsvParser(delimiter);
  const records = pieces.flatMap((piece) => parser.push(piece));
  return [...records, ...parser.end()];
}

describe('CsvParser', () => {
  it('gives fields and the line on which each record begins', () => {
    expect(parse(['a,b\r\n"x\ny","say ""hi"""\n\n1,\n2,""'])).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['x\ny', 'say "hi"'] },
      { line: 5, fields: ['1', null] },
      { line: 6, fields: ['2', ''] },
    ]);
  });

  it('gives the same however the text is cut, also with a delimiter of two characters', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '|', '\n', '\r', ' ', '😀') });
    fc.assert(
      fc.property(
        fc.array(fc.array(field, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(',', '||'),
        fc.constantFrom('\n', '\r\n'),
        fc.nat(40),
        fc.nat(40),
        (records, delimiter, end, first, second) => {
          const line = (fields: readonly string[]): string =>
            fields.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter);
          const text = records.map(line).join(end);
          const [from, to] = [Math.min(first, second), Math.max(first, second)];
          const pieces = [text.slice(0, from), text.slice(from, to), text.slice(to)];
          expect(parse(pieces, delimiter).map(({ fields }) => fields)).toEqual(records);
        },
      ),
    );
  });

  it('names the line of a quote that is not closed, and of text behind one', () => {
    expect(() => parse(['a,b\n1,"x\ny'])).toThrow(/line 2 .* not closed/);
    expect(() => parse(['a,b\n1,"x"y\n'])).toThrow(/line 2 .* follows a closing quote/);
  });
});
