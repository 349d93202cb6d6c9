import { describe, expect, it } from 'vitest';
import { bytesIn, cutToBytes, jsonBytesIn } from './cut-to-bytes.ts';

describe('cutToBytes', () => {
  it('leaves what fits, to the byte', () => {
    const text = '警'.repeat(100);
    expect(cutToBytes(text, 300)).toBe(text);
    expect(cutToBytes(text, 299)).not.toBe(text);
  });

  it('splits no character at any limit, uses the room it has, and says how much is left out', () => {
    const text = '任务失败🔥a'.repeat(200);
    for (let most = 40; most < 400; most++) {
      const cut = cutToBytes(text, most);
      expect(bytesIn(cut)).toBeLessThanOrEqual(most);
      // a character has four bytes at most, and each round of the search gives up a sixth of what is over
      expect(bytesIn(cut)).toBeGreaterThan(most - 10);
      const [, kept = '', left] = /^([^]*)\n… \((\d+) bytes cut\)$/.exec(cut) ?? [];
      expect(text.startsWith(kept)).toBe(true);
      expect(Buffer.from(kept).toString()).toBe(kept);
      expect(bytesIn(kept) + Number(left)).toBe(bytesIn(text));
    }
  });

  it('counts what JSON makes of it where the service counts the request', () => {
    const text = '"\n\u0001'.repeat(2_000);
    const cut = cutToBytes(text, 5_000, jsonBytesIn);
    expect(jsonBytesIn(cut)).toBeLessThanOrEqual(5_000);
    expect(jsonBytesIn(cut)).toBeGreaterThan(4_980);
  });
});
