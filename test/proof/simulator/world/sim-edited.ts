import type { Seeded } from '../../support/seeded.ts';
import { limitedClock, plainClock, type Clockwork } from './sim-clockwork.ts';
import { policies, type SimPipeline } from './sim-project.ts';

/** Pipelines whose schedule and policies people change in the middle of a history. */
export const EDITED = ['edited-0', 'edited-1'] as const;

const ASPECTS = [
  'clock',
  'clock',
  'clock',
  'limits',
  'misfire',
  'overlap',
  'overlap',
  'priority',
  'pool',
  'all',
] as const;

export function simEdited(choose: Seeded): readonly SimPipeline[] {
  return EDITED.map((name): SimPipeline => {
    const { schedule, firesAt } = plainClock(choose);
    return {
      name,
      firesAt,
      engine: choose.pick(['local', 'command'] as const),
      // less than there is between two fires of any of its clocks, so that a queue ends some time
      takes: [20, 2_000],
      fails: choose.pick([0, 0, 0.05]),
      pipeline: { ...policies(choose), schedule },
    };
  });
}

/**
 * The same pipeline with one thing of its schedule or its policies changed, or all of them.
 *
 * @param start When the history begins, UTC milliseconds.
 */
export function editedAnew(choose: Seeded, of: SimPipeline, start: number): SimPipeline {
  const { misfire, overlap, priority, pool } = policies(choose) as SimPipeline['pipeline'];
  const clocked = ({ schedule, firesAt }: Clockwork): SimPipeline => ({
    ...of,
    firesAt,
    pipeline: { ...of.pipeline, schedule },
  });
  const limits = (): SimPipeline => clocked(limitedClock(choose, plainClock(choose), start));
  const { pool: _pool, ...unpooled } = of.pipeline;
  const pooled = { ...unpooled, ...(pool === undefined ? {} : { pool }) };
  switch (choose.pick(ASPECTS)) {
    case 'clock':
      return clocked(plainClock(choose));
    case 'limits':
      return limits();
    case 'misfire':
      return { ...of, pipeline: { ...of.pipeline, ...(misfire === undefined ? {} : { misfire }) } };
    case 'overlap':
      return { ...of, pipeline: { ...of.pipeline, ...(overlap === undefined ? {} : { overlap }) } };
    case 'priority':
      return { ...of, pipeline: { ...of.pipeline, ...(priority === undefined ? {} : { priority }) } };
    case 'pool':
      return { ...of, pipeline: pooled };
    case 'all': {
      const { firesAt, pipeline } = choose.chance(0.3) ? limits() : clocked(plainClock(choose));
      const changed = { ...pooled, ...policies(choose), ...(pipeline.schedule && { schedule: pipeline.schedule }) };
      return { ...of, ...(firesAt && { firesAt }), pipeline: changed };
    }
  }
}
