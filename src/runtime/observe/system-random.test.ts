import { describe, expect, it } from 'vitest';
import { createSystemRandom } from './system-random.ts';

describe('createSystemRandom', () => {
  it('draws ids that sort by creation, also within one millisecond and when the clock goes back', () => {
    const random = createSystemRandom();
    const times = [1_000, 1_000, 1_000, 999, 1_001, 5_000_000_000_000];
    const ids = times.map((time) => random.id(time));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  });

  it('gives the number of hex digits asked for and fractions below one', () => {
    const random = createSystemRandom();
    expect(random.hex(7)).toMatch(/^[0-9a-f]{7}$/);
    const drawn = random.fraction();
    expect(drawn).toBeGreaterThanOrEqual(0);
    expect(drawn).toBeLessThan(1);
  });
});
