import type { DatabaseSync } from '@photostructure/sqlite';
import type { EventRecord } from '../ports/index.ts';

/** Ends of chains that are kept; those of more chains are looked up. */
const MOST = 20_000;

interface End {
  readonly sequence: number;
  readonly moment: number;
}

/** Gives each event its place in time: that of its clock, but never before the event that it follows in its chain. */
export class ChainMoments {
  readonly #database: InstanceType<typeof DatabaseSync>;
  readonly #ends = new Map<string, End>();

  constructor(database: InstanceType<typeof DatabaseSync>) {
    this.#database = database;
  }

  of({ topic, key, sequence, at }: EventRecord): number {
    const chain = `${topic} ${key}`;
    const end = this.#ends.get(chain) ?? this.#before(topic, key, Number.MAX_SAFE_INTEGER);
    if (end !== undefined && sequence <= end.sequence)
      return Math.max(at, this.#before(topic, key, sequence)?.moment ?? 0);
    const moment = Math.max(at, end?.moment ?? 0);
    this.#ends.delete(chain);
    this.#ends.set(chain, { sequence, moment });
    const oldest = this.#ends.size > MOST ? this.#ends.keys().next().value : undefined;
    if (oldest !== undefined) this.#ends.delete(oldest);
    return moment;
  }

  /** What was written is undone. */
  forget(): void {
    this.#ends.clear();
  }

  #before(topic: string, key: string, sequence: number): End | undefined {
    const found = this.#database
      .prepare(
        `select sequence, moment from event where topic = ? and event_key = ? and sequence < ?
         order by sequence desc limit 1`,
      )
      .get(topic, key, sequence);
    return found as End | undefined; // the statement has these columns
  }
}
