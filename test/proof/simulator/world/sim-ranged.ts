import type { Seeded } from '../../support/seeded.ts';
import { policies, type SimPipeline } from './sim-project.ts';

/** The pipeline of which people have ranges of cursor values read. */
export const RANGED = 'ranged';

const [COLUMN, TYPE] = ['id', 'int64'];

/** One that follows a cursor, on the engine that can be told of a range. */
export function simRanged(choose: Seeded): SimPipeline {
  const after = { $text: [{ whenCursor: [{ hole: { kind: 'cursor' } as const }], otherwise: [] }] };
  return {
    name: RANGED,
    firesAt: (second) => second % 15 === 0,
    engine: 'local',
    takes: [20, 1_500],
    fails: choose.pick([0, 0.1, 0.3]),
    template: { source: { table: RANGED, incremental: { column: COLUMN, type: TYPE, after } } },
    pipeline: {
      ...policies(choose),
      schedule: { kind: 'every', intervalMs: 15_000, timeZone: 'UTC' },
      work: { kind: 'movement', source: { table: 'a' }, sink: { table: 'b', mode: 'upsert', key: [COLUMN] } },
      incremental: { column: COLUMN, type: TYPE },
    },
  };
}
