import { LARGE_BACKFILL } from '../../compiler/index.ts';
import { wordsOf, type Message } from '../../message/index.ts';
import { OperatingError } from '../errors.ts';

/** A wish that cannot be: INVALID_REQUEST. */
export function refusedBackfill(message: string, help: string): OperatingError {
  return new OperatingError('INVALID_REQUEST', message, { retryable: false, help });
}

/** The same, in the compiler's words. */
export function toldRefusal({ problem, help }: { readonly problem: Message; readonly help: Message }): OperatingError {
  return refusedBackfill(wordsOf(problem), wordsOf(help));
}

/** Throws INVALID_REQUEST for more than {@link LARGE_BACKFILL} that nobody has said to be meant. */
export function refuseTooMany(count: number, isLarge: boolean, what: 'fires' | 'runs'): void {
  if (count <= LARGE_BACKFILL || isLarge) return;
  throw refusedBackfill(
    `the range has ${count.toLocaleString('en')} ${what}, more than ${LARGE_BACKFILL.toLocaleString('en')}`,
    'add `--large` (`"large": true`) where that is meant',
  );
}
