import { NO_FACTS, type Facts } from '../facts.ts';

/** Facts of nothing but an answer. */
export function answered(value: unknown): Facts {
  return value === null || value === undefined ? NO_FACTS : { ...NO_FACTS, answer: String(value) };
}
