import { randomBytes } from 'node:crypto';
import type { Random } from '../ports/index.ts';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_DIGITS = 10;
const RANDOM_DIGITS = 16;

/** Randomness from the operating system. Ids drawn in one millisecond still sort by creation. */
export function createSystemRandom(): Random {
  return createRandomFrom((count) => randomBytes(count));
}

/** The same over any source of bytes; the simulator passes a seeded one. */
export function createRandomFrom(bytes: (count: number) => Uint8Array): Random {
  let lastTime = -1;
  let lastDigits: number[] = [];
  return {
    hex: (digits) =>
      Buffer.from(bytes(Math.ceil(digits / 2)))
        .toString('hex')
        .slice(0, digits),
    fraction: () => {
      const drawn = Buffer.from(bytes(6));
      return drawn.readUIntBE(0, 6) / 2 ** 48;
    },
    id: (now) => {
      if (now <= lastTime && increment(lastDigits)) return encodeTime(lastTime) + encodeDigits(lastDigits);
      lastTime = Math.max(now, lastTime + (now <= lastTime ? 1 : 0));
      lastDigits = Array.from(bytes(RANDOM_DIGITS), (byte) => byte & 31);
      return encodeTime(lastTime) + encodeDigits(lastDigits);
    },
  };
}

/** Adds one in place; false when the digits ran over. */
function increment(digits: number[]): boolean {
  for (let place = digits.length - 1; place >= 0; place--) {
    const digit = (digits[place] ?? 0) + 1;
    digits[place] = digit & 31;
    if (digit < 32) return true;
  }
  return false;
}

function encodeTime(time: number): string {
  let rest = time;
  let text = '';
  for (let digit = 0; digit < TIME_DIGITS; digit++) {
    text = CROCKFORD.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function encodeDigits(digits: readonly number[]): string {
  return digits.map((digit) => CROCKFORD.charAt(digit)).join('');
}
