import type { Clock } from '../../runtime/index.ts';

export interface SharedReadsOptions {
  /** How old an answer may be, milliseconds. */
  readonly forMs: number;
  /** Answers that are remembered at most; the oldest go first. */
  readonly remembered: number;
}

interface Answer<T> {
  readonly value: Promise<T>;
  readonly askedAt: number;
}

/**
 * Asks once for all that want the same within a time: a hundred readers of one log cost one read of its file. What failed is asked for
 * anew, and each who waits for it hears why.
 */
export function sharedReads<Key extends readonly unknown[], T>(
  clock: Pick<Clock, 'monotonic'>,
  { forMs, remembered }: SharedReadsOptions,
  ask: (...key: Key) => Promise<T>,
): (...key: Key) => Promise<T> {
  const answers = new Map<string, Answer<T>>();
  return (...key) => {
    const name = JSON.stringify(key);
    const now = clock.monotonic();
    const known = answers.get(name);
    if (known !== undefined && now - known.askedAt < forMs) return known.value;
    const value = ask(...key);
    value.catch(() => answers.get(name)?.value === value && answers.delete(name));
    answers.delete(name);
    answers.set(name, { value, askedAt: now });
    for (const [oldest, { askedAt }] of answers) {
      if (answers.size <= remembered && now - askedAt < forMs) break;
      answers.delete(oldest);
    }
    return value;
  };
}
