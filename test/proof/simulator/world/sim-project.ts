import {
  compileArtefact,
  type Artefact,
  type CompiledArtefact,
  type NormalisedPipeline,
} from '../../../../src/compiler/index.ts';
import { sampleArtefact } from '../../../support/runtime/sample-artefact.ts';
import type { Seeded } from '../../support/seeded.ts';

/** What every node serves. */
export const SCOPE = { project: 'shop', environment: 'default' };

/** A pipeline of a simulation, with an arithmetic of its fires that is not the program's. */
export interface SimPipeline {
  readonly name: string;
  readonly engine: 'local' | 'command';
  readonly pipeline: Partial<NormalisedPipeline>;
  /** Whether it fires at this whole second; absent: when its upstreams have succeeded. */
  readonly firesAt?: (second: number) => boolean;
  /** Milliseconds that its jobs take, at least and at most. */
  readonly takes: readonly [number, number];
  /** How often an attempt fails. */
  readonly fails: number;
  /** The datasource that it reads, where that stands only so many runs at once. */
  readonly datasource?: { readonly name: string; readonly limit: number };
  /** Of its job, where that matters. */
  readonly template?: Artefact['job']['template'];
}

interface Clockwork {
  readonly schedule: NormalisedPipeline['schedule'];
  readonly firesAt: (second: number) => boolean;
  readonly everyMs: number;
}

/** Whole seconds that divide the day, or a field of a cron expression in words a person would use. */
function clockwork(choose: Seeded, slowly: boolean): Clockwork {
  const timeZone = choose.pick(['UTC', 'Asia/Shanghai'] as const);
  switch (slowly ? 2 : choose.between(0, 3)) {
    case 0: {
      const seconds = choose.pick([7, 20] as const);
      return {
        schedule: { kind: 'cron', expression: `*/${seconds} * * * * ?`, dialect: 'quartz-2.5', timeZone },
        firesAt: (second) => (second % 60) % seconds === 0,
        everyMs: 4_000,
      };
    }
    case 1:
      return {
        schedule: { kind: 'cron', expression: '*/2 * * * *', dialect: 'unix', timeZone },
        // Zones of whole hours: their minutes are those of UTC.
        firesAt: (second) => second % 120 === 0,
        everyMs: 120_000,
      };
    default: {
      const seconds = slowly ? choose.pick([5, 10] as const) : choose.pick([1, 2, 5, 10, 45] as const);
      return {
        // what is spread is drawn with the zone, so that no history before is another for it
        schedule: {
          kind: 'every',
          intervalMs: seconds * 1_000,
          timeZone,
          ...(timeZone === 'UTC' ? {} : { jitterMs: seconds * 800 }),
        },
        firesAt: (second) => second % seconds === 0,
        everyMs: seconds * 1_000,
      };
    }
  }
}

/**
 * Clocked pipelines under every policy, so many at least and at most; one that follows two of them; one that waits for
 * another with a clock of its own; and two that choose among theirs.
 *
 * @param slowly With long times between fires: most of a short history is then faults, not fires.
 */
export function simProject(choose: Seeded, clocks: readonly [number, number], slowly: boolean): readonly SimPipeline[] {
  const clocked = Array.from({ length: choose.between(...clocks) }, (_, index): SimPipeline => {
    const { schedule, firesAt, everyMs } = clockwork(choose, slowly);
    return { name: `clocked-${index}`, firesAt, ...rest(choose, everyMs), pipeline: { schedule, ...policies(choose) } };
  });
  const [first] = clocked;
  if (first === undefined) return [];
  const twin: SimPipeline = { ...first, name: 'twin', pipeline: { ...first.pipeline, ...policies(choose) } };
  const follower: SimPipeline = {
    name: 'follower',
    ...rest(choose, 1_000),
    pipeline: {
      schedule: { kind: 'upstream', timeZone: 'UTC' },
      dependsOn: choose.chance(0.5) ? [first.name] : [first.name, twin.name],
      retry: policies(choose).retry,
      overlap: 'queue-all',
    },
  };
  const seconds = slowly ? choose.pick([10, 30] as const) : choose.pick([5, 10, 30] as const);
  const waiter: SimPipeline = {
    name: 'waiter',
    firesAt: (second) => second % seconds === 0,
    ...rest(choose, seconds * 1_000),
    pipeline: {
      schedule: { kind: 'every', intervalMs: seconds * 1_000, timeZone: 'UTC' },
      ...policies(choose),
      dependsOn: [first.name],
    },
  };
  return [...clocked, twin, follower, waiter, ...choosy(choose, [first.name, twin.name], seconds)];
}

/** One that starts when any of two has succeeded, and one with a clock that waits for both, or for either, only so long. */
function choosy(choose: Seeded, dependsOn: readonly string[], seconds: number): readonly SimPipeline[] {
  const timeout = { ms: choose.pick([3_000, 12_000]), outcome: choose.pick(['fail', 'skip', 'run'] as const) };
  return [
    {
      name: 'after-any',
      ...rest(choose, 1_000),
      pipeline: {
        schedule: { kind: 'upstream', timeZone: 'UTC' },
        dependsOn,
        upstreamPolicy: { any: true },
        overlap: 'allow',
      },
    },
    {
      name: 'patient',
      firesAt: (second) => second % seconds === 0,
      ...rest(choose, seconds * 1_000),
      pipeline: {
        schedule: { kind: 'every', intervalMs: seconds * 1_000, timeZone: 'UTC' },
        ...policies(choose),
        dependsOn,
        upstreamPolicy: { ...choose.pick([{}, { any: true }] as const), timeout },
      },
    },
  ];
}

/** One whose runs begin where the one before has ended, one that people start, and one that comes and goes. */
export function simExtras(choose: Seeded): readonly SimPipeline[] {
  const every = choose.pick([4, 8] as const);
  const schedule = (seconds: number) => ({ kind: 'every', intervalMs: seconds * 1_000, timeZone: 'UTC' }) as const;
  return [
    {
      name: 'incremental',
      firesAt: (second) => second % every === 0,
      ...rest(choose, every * 1_000),
      pipeline: { schedule: schedule(every), ...policies(choose), incremental: { column: 'id', type: 'bigint' } },
    },
    {
      name: 'by-hand',
      ...rest(choose, 5_000),
      // People may cancel it.
      pipeline: { schedule: { kind: 'manual', timeZone: 'UTC' }, ...policies(choose), overlap: 'cancel-running' },
    },
    {
      name: 'fleeting',
      ...rest(choose, 4_000),
      pipeline: { schedule: schedule(6), ...policies(choose), overlap: 'skip' },
    },
  ];
}

/** The pipeline of which people ask for backfills, and how often it fires. */
export const REFILLED = 'refilled';
export const REFILLED_MS = 20_000;

/** One whose past people run: beside its own clock, and in a pool with others. */
export function simRefilled(choose: Seeded): SimPipeline {
  return {
    name: REFILLED,
    firesAt: (second) => second % (REFILLED_MS / 1_000) === 0,
    engine: choose.pick(['local', 'command'] as const),
    takes: [20, 1_500],
    fails: choose.pick([0, 0.1, 0.3]),
    pipeline: {
      schedule: { kind: 'every', intervalMs: REFILLED_MS, timeZone: 'UTC' },
      ...policies(choose),
      pool: POOL,
    },
  };
}

/** As the compiler would give it. \`edition\` changes nothing but the description. */
export function compiledPipeline(of: SimPipeline, edition: number): CompiledArtefact {
  const { name, engine, datasource, template } = of;
  const plain = sampleArtefact(name, { ...of.pipeline, description: `edition ${edition}` }, engine);
  if (datasource === undefined && template === undefined) return plain;
  return compileArtefact({
    ...plain.artefact,
    ...(datasource === undefined ? {} : { datasources: { [datasource.name]: { limit: datasource.limit } } }),
    ...(template === undefined ? {} : { job: { ...plain.artefact.job, template } }),
  });
}

/** The pools that its runs take a slot of, each with how many it has. */
export function simPoolsOf({
  pipeline,
  datasource,
}: SimPipeline): readonly { readonly name: string; readonly slots: number }[] {
  return [
    ...(pipeline.pool === undefined ? [] : [pipeline.pool]),
    ...(datasource === undefined ? [] : [{ name: `datasource ${datasource.name}`, slots: datasource.limit }]),
  ];
}

/** What the pipelines that name it share, whoever claims. */
const POOL = { name: 'shared', slots: 2 };

/** Every policy, drawn. */
export function policies(choose: Seeded) {
  const policy = choose.pick(['skip', 'fire-once', 'catch-up'] as const);
  return {
    misfire: {
      policy,
      limit: policy === 'catch-up' ? choose.pick([1, 3, 31]) : 1,
      ...choose.pick([{}, {}, { afterMs: 15_000 }, { afterMs: 120_000 }]),
    },
    ...choose.pick([{}, {}, { startingDeadlineMs: 8_000 }]),
    overlap: choose.pick(['skip', 'queue-one', 'queue-all', 'cancel-running', 'allow'] as const),
    priority: choose.pick([0, 50, 50, 100]),
    ...choose.pick([{}, { pool: POOL }]),
    retry: { attempts: choose.between(1, 4), backoff: 'fixed', initialMs: 500, maxMs: 500 },
  } as const;
}

/** Jobs mostly end before the next fire, so that a queue that is never cut ends some time, too. */
function rest(choose: Seeded, everyMs: number): Pick<SimPipeline, 'engine' | 'takes' | 'fails'> {
  const longest = Math.min(5_000, Math.floor(everyMs * 0.4));
  return {
    engine: choose.pick(['local', 'command'] as const),
    takes: [20, longest],
    fails: choose.pick([0, 0, 0.05]),
  };
}
