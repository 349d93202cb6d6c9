import type { Topic } from '../ports/index.ts';

/**
 * What is wrong with a chain of events, of each the first thing only: what comes after it follows from it.
 * - `removed`: events `sequence` to `through` are not there.
 * - `cut`: they are not there, and nothing of the chain comes after them; a head record tells of them.
 * - `changed`: the event is not what was hashed, or not what the next event or a head record says of it.
 * - `reordered`: it comes after one that it is before.
 * - `doubled`: another event with the same sequence is there.
 * - `unreadable`: no event is at this place.
 * - `expired`: the topic is complete only from later on than was asked for.
 */
export type ChainFindingKind = 'removed' | 'cut' | 'changed' | 'reordered' | 'doubled' | 'unreadable' | 'expired';

/** One thing that is wrong, and where it shows. */
export interface ChainFinding {
  readonly kind: ChainFindingKind;
  readonly topic?: Topic;
  readonly key?: string;
  /** Of the event that is named. */
  readonly sequence?: number;
  /** Of the last one, where several are removed or cut off. */
  readonly through?: number;
  readonly type?: string;
  /** Where it shows: a line of a file, an offset of a partition. */
  readonly place: string;
  /** UTC milliseconds: when a head record told of the events, or from when on the topic is complete. */
  readonly toldAt?: number;
}
