import path from 'node:path';
import {
  compileArtefact,
  compileOutcome,
  sideOf,
  toPlanDocument,
  type DeployedFacts,
  type JsonMap,
  type OutcomeOptions,
  type PlanDocument,
  type PlanSide,
  type SourceSize,
} from '../../src/compiler/index.ts';
import { makePlan } from '../../src/cli/plan/make-plan.ts';
import { writeBaseProject } from './base-project.ts';

/** A change of a project, and what its plan is expected to say, in one text file. */
export interface PlanCase {
  /** Everything before the expectation, as it is in the file. */
  readonly text: string;
  readonly environment: string;
  readonly now: number;
  readonly deployed?: ReadonlyMap<string, DeployedFacts>;
  /** What sources answer that are asked how much is in them. */
  readonly sizes?: ReadonlyMap<string, SourceSize>;
  /** What the last runs of pipelines say of how many rows a backfill of them will be. */
  readonly rows?: ReadonlyMap<string, number>;
  /** What artefacts of the base say beside what this version writes, as those of a later version may: of pipelines, in `work`. */
  readonly later?: ReadonlyMap<string, JsonMap>;
  readonly base: Readonly<Record<string, string>>;
  readonly head: Readonly<Record<string, string>>;
  readonly expected: string;
}

const HEADER = /^-- (base|head|gone) (\S+) --$/;

/**
 * Reads a case: a few words on it, lines `now:`, `environment:`, `deployed:`, `sizes:`, `rows:` and `later:` (JSON by pipeline), then files under
 * `-- base path --`, and those that differ in the head under `-- head path --`, or `-- gone path --` for one it has not; the
 * last section is `-- expect --`. The files lie over the base project.
 */
export function parsePlanCase(source: string): PlanCase {
  const lines = source.split('\n');
  const expect = lines.indexOf('-- expect --');
  const text = lines.slice(0, expect < 0 ? undefined : expect);
  const sides: Record<'base' | 'head', Record<string, string>> = { base: {}, head: {} };
  let write = (_line: string): void => undefined;
  for (const line of text) {
    const [, side, name = ''] = HEADER.exec(line) ?? [];
    if (side === undefined) write(line);
    else if (side === 'gone') {
      sides.head[name] = '';
      write = () => undefined;
    } else {
      const files = side === 'base' ? sides.base : sides.head;
      files[name] = '';
      write = (each) => {
        files[name] += `${each}\n`;
      };
    }
  }
  const said = (key: string): string | undefined =>
    text.find((line) => line.startsWith(`${key}: `))?.slice(key.length + 2);
  const [deployed, sizes, rows, later] = [said('deployed'), said('sizes'), said('rows'), said('later')];
  const head = Object.entries({ ...sides.base, ...sides.head }).filter(([, body]) => body !== '');
  return {
    text: text.map((line) => `${line}\n`).join(''),
    environment: said('environment') ?? 'default',
    now: Date.parse(said('now') ?? '2026-03-02T10:00:00Z'),
    ...(deployed === undefined ? {} : { deployed: new Map(Object.entries(JSON.parse(deployed))) }),
    ...(sizes === undefined ? {} : { sizes: new Map(Object.entries(JSON.parse(sizes))) }),
    ...(rows === undefined ? {} : { rows: new Map(Object.entries(JSON.parse(rows))) }),
    ...(later === undefined ? {} : { later: new Map(Object.entries(JSON.parse(later))) }),
    base: sides.base,
    head: Object.fromEntries(head),
    expected: expect < 0 ? '' : lines.slice(expect + 1).join('\n'),
  };
}

/** Where the sides of a plan come from: what is compiled now, what the cache has kept, or, of the base, what a store has kept. */
export type PlanSource = 'compiled' | 'cached' | 'stored';

/** The plan of a case, made in a folder. */
export async function planOfCase(folder: string, planCase: PlanCase): Promise<PlanDocument> {
  await layPlanCase(folder, planCase);
  return planFrom(folder, planCase, 'compiled');
}

/** Writes both sides of a case into a folder. */
export async function layPlanCase(folder: string, { base, head }: PlanCase): Promise<void> {
  await writeBaseProject(path.join(folder, 'base'), base, 'whole');
  await writeBaseProject(path.join(folder, 'head'), head, 'whole');
}

/** The plan of a case that is written in a folder. What is `cached` is compiled before where the cache has it not. */
export async function planFrom(
  folder: string,
  { environment, now, deployed, sizes, rows, later = new Map() }: PlanCase,
  source: PlanSource,
): Promise<PlanDocument> {
  const kept = source === 'cached' ? { cacheFolder: path.join(folder, 'cache') } : {};
  const { plan } = await makePlan(
    path.join(folder, 'head'),
    {
      sideFor: async (_head, options) => ({
        side: withLater(await baseOf(path.join(folder, 'base'), options, source), later),
        ...(deployed === undefined ? {} : { deployed }),
        backfills: (await compileOutcome(path.join(folder, 'base'), options)).backfills ?? [],
        rowsOf: async ({ pipeline }) => rows?.get(pipeline),
        notes: [],
      }),
    },
    { environment, ...kept },
    now,
    sizes && (async () => ({ sizes, failures: [] })),
  );
  return toPlanDocument(plan);
}

async function baseOf(root: string, options: OutcomeOptions, source: PlanSource): Promise<PlanSide> {
  const side = sideOf(await compileOutcome(root, options), { kind: 'folder' });
  if (source !== 'stored') return side;
  const stored = [...side.pipelines].map(([name, { bytes }]) => [name, compileArtefact(JSON.parse(bytes))] as const);
  return { ...side, pipelines: new Map(stored) };
}

function withLater(side: PlanSide, later: ReadonlyMap<string, JsonMap>): PlanSide {
  const pipelines = [...side.pipelines].map(([name, compiled]) => {
    const more = later.get(name);
    if (more === undefined) return [name, compiled] as const;
    const { artefact } = compiled;
    const work = { ...Object(artefact.pipeline.work), ...more };
    return [name, compileArtefact({ ...artefact, pipeline: { ...artefact.pipeline, work } })] as const;
  });
  return { ...side, pipelines: new Map(pipelines) };
}

/** What a case expects of a plan: all of it but digests, what is told twice, and the findings of unused parts of the base project. */
export function toldOf({ changes, backfills = [], summary, notes }: PlanDocument): string {
  const told = { changes: changes.map(toldOfChange), ...(backfills.length === 0 ? {} : { backfills }), summary, notes };
  return `${JSON.stringify(told, undefined, 2)}\n`;
}

function toldOfChange(change: PlanDocument['changes'][number]): object {
  const { digests: _digests, reasons: _reasons, consequences: _consequences, fires: _fires, ...more } = change;
  const { firesPerDay, timeZoneBefore, runTimeValues, estimatedRows, estimate, ...told } = more;
  const isOther = firesPerDay.before !== null && firesPerDay.after !== null && firesPerDay.before !== firesPerDay.after;
  return {
    ...told,
    ...(isOther ? { firesPerDay } : {}),
    ...(timeZoneBefore === null ? {} : { timeZoneBefore }),
    ...(estimate === null ? {} : { estimatedRows, estimate }),
    ...(runTimeValues.length === 0 ? {} : { runTimeValues }),
  };
}
