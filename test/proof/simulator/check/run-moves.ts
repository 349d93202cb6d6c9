import type { TopicRecord } from '../../../support/read-topic.ts';

/** A run that went from one state to another, as an event tells it. */
export interface RunMove {
  /** Undefined = it came to be. */
  readonly from: string | undefined;
  readonly to: string;
  /** By the clock of who wrote it, UTC milliseconds. */
  readonly at: number;
}

/** What events tell of each run, oldest first, by its id. */
export function movesOfRuns(events: readonly TopicRecord[]): ReadonlyMap<string, readonly RunMove[]> {
  const moves = new Map<string, RunMove[]>();
  for (const { event } of events) {
    const { run, from, to } = event.data;
    if (typeof run !== 'string' || typeof to !== 'string') continue;
    const known = moves.get(run) ?? [];
    moves.set(run, known);
    known.push({ from: typeof from === 'string' ? from : undefined, to, at: event.at });
  }
  return moves;
}
