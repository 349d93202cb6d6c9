import { say } from '../message/index.ts';
import { UsageError } from './exit-code.ts';

/** What --limit says, how many of a list to show; 20 where it is not given. Throws a usage error where it is no number up to `most`. */
export function limitOf(given: string | undefined, most: number): number {
  const limit = Number(given ?? 20);
  if (Number.isInteger(limit) && limit >= 1 && limit <= most) return limit;
  throw new UsageError(say`--limit ${given ?? ''} is not a number from 1 to ${most}`);
}
