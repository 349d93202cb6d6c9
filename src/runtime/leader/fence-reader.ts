import type { Clock, Store } from '../ports/index.ts';

export interface FenceReaderOptions {
  readonly store: Pick<Store, 'currentFences'>;
  readonly clock: Pick<Clock, 'monotonic'>;
  /** For so long an answer is good for others who ask, in milliseconds from when it was asked for. */
  readonly freshMs: number;
}

/**
 * The fences of a process's leases, asked for together: those who renew within a moment share an answer. One that is
 * that old does no harm, as each leader's write is checked against the store's fence of its own moment.
 */
export function createFenceReader({ store, clock, freshMs }: FenceReaderOptions): Pick<Store, 'currentFence'> {
  const names = new Set<string>();
  let last: { readonly askedAt: number; readonly answer: Promise<ReadonlyMap<string, number>> } | undefined;

  const ask = (): Promise<ReadonlyMap<string, number>> => {
    const answer = store.currentFences([...names]);
    const asked = { askedAt: clock.monotonic(), answer };
    last = asked;
    // who comes after a failure asks anew
    answer.catch(() => (last === asked ? (last = undefined) : undefined));
    return answer;
  };

  return {
    async currentFence(name) {
      const isFresh = names.has(name) && last !== undefined && clock.monotonic() - last.askedAt <= freshMs;
      names.add(name);
      const fences = await (isFresh && last !== undefined ? last.answer : ask());
      return fences.get(name) ?? 0;
    },
  };
}
