import type { Seeded } from '../../support/seeded.ts';
import { policies, type SimPipeline } from './sim-project.ts';

/** Pipelines that read one database, which stands only so many of them at once, and that come together. */
export function simLimited(choose: Seeded): readonly SimPipeline[] {
  const datasource = { name: 'erp', limit: choose.between(1, 2) };
  const seconds = choose.pick([10, 20] as const);
  return [0, 1, 2].map((index): SimPipeline => ({
    name: `drawing-${index}`,
    firesAt: (second) => second % seconds === 0,
    engine: choose.pick(['local', 'command'] as const),
    // together they take less than there is between two fires, so that a queue ends some time
    takes: [200, seconds * 250],
    fails: choose.pick([0, 0.05]),
    datasource,
    pipeline: {
      ...policies(choose),
      schedule: { kind: 'every', intervalMs: seconds * 1_000, timeZone: 'UTC' },
      work: { kind: 'movement', source: { datasource: { name: datasource.name } } },
    },
  }));
}
