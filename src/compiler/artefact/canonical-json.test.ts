import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, digest } from './index.ts';

describe('canonicalJson', () => {
  it('sorts keys at every depth, by code unit, and leaves undefined members out', () => {
    const value = { b: 1, a: [{ z: null, Z: true, é: 'x' }], skipped: undefined };
    expect(canonicalJson(value)).toBe('{"a":[{"Z":true,"z":null,"é":"x"}],"b":1}');
  });

  it('gives equal bytes whatever the order of keys', () => {
    expect(canonicalJson({ a: 1, b: { c: 2, d: 3 } })).toBe(canonicalJson({ b: { d: 3, c: 2 }, a: 1 }));
  });

  it('is JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 1])('refuses %s, which JSON cannot hold', (value) => {
    expect(() => canonicalJson([value])).toThrow('no JSON');
  });
});

describe('digest', () => {
  it('is the SHA-256 of the UTF-8 bytes', () => {
    expect(digest('abc')).toBe('sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(digest('é')).not.toBe(digest('e'));
  });
});
