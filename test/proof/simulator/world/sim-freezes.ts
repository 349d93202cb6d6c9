import type { Freeze } from '../../../../src/time/index.ts';
import type { Seeded } from '../../support/seeded.ts';
import type { SimPipeline } from './sim-project.ts';

/** Seconds within which freezes begin, and how long they last at most. */
export interface FreezeTimes {
  readonly beginWithin: number;
  readonly longest: number;
}

/**
 * The same pipelines, some of them with freezes that hold or skip what is due within them, one after the other or across each other.
 * Half of the histories have none.
 *
 * @param start When the history begins, UTC milliseconds.
 */
export function withSimFreezes(
  choose: Seeded,
  pipelines: readonly SimPipeline[],
  start: number,
  times: FreezeTimes,
): readonly SimPipeline[] {
  if (choose.chance(0.5)) return pipelines;
  return pipelines.map((of) => {
    const { schedule } = of.pipeline;
    if (schedule?.kind === 'manual' || choose.chance(0.5)) return of;
    const freezes = Array.from({ length: choose.between(1, 2) }, (_, index) =>
      freezeOf(choose, `freeze-${index}`, start, times),
    );
    return { ...of, pipeline: { ...of.pipeline, freezes } };
  });
}

function freezeOf(choose: Seeded, name: string, start: number, { beginWithin, longest }: FreezeTimes): Freeze {
  const from = start + choose.between(0, beginWithin * 1_000);
  const to = from + choose.between(1_000, longest * 1_000);
  return { name, policy: 'deny', fires: choose.pick(['hold', 'hold', 'skip'] as const), window: { from, to } };
}

/** The moment from which on nothing is held any more, however its start is spread; 0 without freezes. */
export function freezesEnd(pipelines: readonly SimPipeline[]): number {
  return Math.max(
    0,
    ...pipelines.flatMap(({ pipeline: { freezes = [], schedule } }) => {
      const spread = schedule !== undefined && 'jitterMs' in schedule ? (schedule.jitterMs ?? 0) : 0;
      return freezes.map(({ window }) => ('to' in window ? window.to + spread : 0));
    }),
  );
}
