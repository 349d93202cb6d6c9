import type { Facts } from '../facts.ts';

/** What is known of nothing but an answer. */
export function answered(value: unknown): Pick<Facts, 'answer'> {
  return value === null || value === undefined ? {} : { answer: String(value) };
}
