import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonArraySplitter } from './json-splitter.ts';

function split(pieces: readonly string[]): readonly string[] {
  const splitter = new JsonArraySplitter();
  const elements = pieces.flatMap((piece) => splitter.push(piece));
  splitter.end();
  return elements;
}

describe('JsonArraySplitter', () => {
  it('gives each element, however the text is cut and indented', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 5 }),
        fc.nat(60),
        fc.constantFrom(0, 2),
        (values, cut, indent) => {
          const text = JSON.stringify(values, null, indent);
          const elements = split([text.slice(0, cut), text.slice(cut)]);
          expect(elements.map((element): unknown => JSON.parse(element))).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  it('refuses what is no array, what is cut off and what follows', () => {
    expect(() => split(['{"a":1}'])).toThrow(/begins otherwise/);
    expect(() => split(['[{"a":1}'])).toThrow(/not closed/);
    expect(() => split(['[1] x'])).toThrow(/follows the array/);
    expect(() => split([' '])).toThrow(/holds no array/);
  });
});
