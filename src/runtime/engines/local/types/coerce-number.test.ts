import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coerceDecimal, float32Text } from './coerce-number.ts';

describe('coerceDecimal', () => {
  it('keeps the value of every decimal text that fits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(12), (unscaled, scale) => {
        const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
        const text = `${unscaled < 0n ? '-' : ''}${digits.slice(0, digits.length - scale)}.${digits.slice(digits.length - scale)}`;
        const cell = String(coerceDecimal(50, 12, text));
        expect(BigInt(cell.replace('.', ''))).toBe(unscaled * 10n ** BigInt(12 - scale));
      }),
    );
  });
});

describe('float32Text', () => {
  it('gives the same float32 again, in few digits', () => {
    expect(float32Text(Math.fround(0.1))).toBe('0.1');
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Math.fround(Number(float32Text(value)))).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});
