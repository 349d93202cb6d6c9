import { OperatingError } from '../errors.ts';

/** How calls are worked on together. */
export interface Gathering<Item, Answer> {
  /** Most that are worked on at once. */
  readonly limit: number;
  /** Two items of one key are never worked on together, and in their order. */
  keyOf(item: Item): string;
  /** Answers in the order of the items, an error in place of the answer of one. What it throws, all of them are answered by. */
  work(items: readonly Item[]): Promise<readonly (Answer | OperatingError)[]>;
}

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes one call at a time of many: while a batch is under way, those who call are the next. One that comes alone waits for nobody, and
 * the more come the larger the batches are.
 */
export function gather<Item, Answer>(gathering: Gathering<Item, Answer>): (item: Item) => Promise<Answer> {
  const { limit, keyOf, work } = gathering;
  let waiting: Waiting<Item, Answer>[] = [];
  let isWorking = false;

  const next = (): readonly Waiting<Item, Answer>[] => {
    const batch: Waiting<Item, Answer>[] = [];
    const left: Waiting<Item, Answer>[] = [];
    const keys = new Set<string>();
    for (const one of waiting) {
      const key = keyOf(one.item);
      if (batch.length === limit || keys.has(key)) left.push(one);
      else batch.push(one);
      keys.add(key);
    }
    waiting = left;
    return batch;
  };

  const drain = async (): Promise<void> => {
    // those who call in the same turn are together from the first on
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = next();
      try {
        const answers = await work(batch.map(({ item }) => item));
        for (const [index, answer] of answers.entries()) {
          if (answer instanceof OperatingError) batch[index]?.reject(answer);
          else batch[index]?.resolve(answer);
        }
      } catch (thrown) {
        for (const { reject } of batch) reject(thrown);
      }
    }
    isWorking = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (isWorking) return;
      isWorking = true;
      void drain();
    });
}
