import { describe, expect, it } from 'vitest';
import { formatBytes, formatDuration, formatRelative } from './format.ts';

describe('format', () => {
  it('writes durations with at most two units', () => {
    const written = [0, 640, 1_240, 9_960, 45_000, 200_000, 3_600_000, 7_500_000, 200_000_000].map(formatDuration);
    expect(written).toEqual(['0 ms', '640 ms', '1.2 s', '10.0 s', '45 s', '3 min 20 s', '1 h', '2 h 5 min', '2 d 7 h']);
  });

  it('writes distances in time with one', () => {
    const written = [500, 12_400, -61_000, 7_200_000, -180_000_000].map((distance) => formatRelative(distance, 0));
    expect(written).toEqual(['now', 'in 12 s', '1 min ago', 'in 2 h', '2 d ago']);
  });

  it('writes bytes by thousands', () => {
    expect([0, 999, 1_400, 250_000, 12_345_678].map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '1.4 kB',
      '250 kB',
      '12.3 MB',
    ]);
  });
});
