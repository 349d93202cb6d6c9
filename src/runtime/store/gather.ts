import { OperatingError } from '../errors.ts';

/** How calls are worked on together. */
export interface Gathering<Item, Answer> {
  /** Most that are worked on at once. */
  readonly limit: number;
  /** Two items of one key are never worked on together, and in their order. */
  keyOf(item: Item): string;
  /**
   * Answers in the order of the items, an error or what is set aside in place of the answer of one. What it throws, all of them are
   * answered by.
   */
  work(items: readonly Item[]): Promise<readonly (Answer | OperatingError | Aside<Answer>)[]>;
}

/** An item that is worked on by itself from now on: nobody waits for it but its caller, and the items of its key. */
export class Aside<Answer> {
  readonly answer: Promise<Answer>;

  constructor(answer: Promise<Answer>) {
    this.answer = answer;
  }
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
  /** Keys of what is set aside. */
  const aside = new Set<string>();

  const next = (): readonly Waiting<Item, Answer>[] => {
    const batch: Waiting<Item, Answer>[] = [];
    const left: Waiting<Item, Answer>[] = [];
    const keys = new Set(aside);
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
    for (let batch = next(); batch.length > 0; batch = next()) {
      try {
        const answers = await work(batch.map(({ item }) => item));
        for (const [index, answer] of answers.entries()) {
          const one = batch[index];
          if (answer instanceof OperatingError) one?.reject(answer);
          else if (answer instanceof Aside) setAside(one, answer);
          else one?.resolve(answer);
        }
      } catch (thrown) {
        for (const { reject } of batch) reject(thrown);
      }
    }
    isWorking = false;
  };

  const start = (): void => {
    if (isWorking) return;
    isWorking = true;
    void drain();
  };

  const setAside = (one: Waiting<Item, Answer> | undefined, { answer }: Aside<Answer>): void => {
    if (one === undefined) return;
    const key = keyOf(one.item);
    aside.add(key);
    const over = (): void => {
      aside.delete(key);
      start();
    };
    void answer.then(one.resolve, one.reject).then(over);
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      start();
    });
}
