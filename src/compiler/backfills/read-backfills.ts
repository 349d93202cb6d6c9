import { say } from '../../message/index.ts';
import { countFires, readFireRange, type FireRange, type RangeKind, type Schedule } from '../../time/index.ts';
import type { CompiledArtefact } from '../artefact/index.ts';
import { didYouMean, makeDiagnostic, meantInstead, type Diagnostic } from '../diagnostics/index.ts';
import { parseDefinition, type BackfillDefinition } from '../syntax/index.ts';
import { child, keyOf, type Location } from '../text/index.ts';
import { LARGEST_BACKFILL } from './backfill-limits.ts';
import { backfillRefusal } from './backfill-refusal.ts';
import type { DesiredBackfill } from './desired-backfill.ts';
import { readValues } from './read-values.ts';
import { haveValuesInCommon } from './value-spans.ts';
import { tooMany } from './too-many.ts';

/** A backfill as it stands in its file. */
export interface PlacedBackfill {
  readonly value: unknown;
  readonly at: Location;
}

/** What backfills are judged by. */
export interface BackfillSurroundings {
  readonly environment: string;
  /** All that the project declares. */
  readonly environments: readonly string[];
  readonly pipelines: readonly CompiledArtefact[];
  /** Names that a definition has from which no pipeline was made, so that something else is said of it. */
  readonly hiddenNames: ReadonlySet<string>;
  /** Names may exist that nobody sees. */
  readonly namesHidden: boolean;
}

/** The backfills of the project for an environment, and what is wrong with them. */
export interface ReadBackfills {
  readonly backfills: readonly DesiredBackfill[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads all backfills, in the order of their files. What is wrong with one keeps none of the others from being read. */
export function readBackfills(placed: readonly PlacedBackfill[], around: BackfillSurroundings): ReadBackfills {
  const diagnostics: Diagnostic[] = [];
  const read: (ReadBackfill & { readonly at: Location })[] = [];
  const names = new Map<string, Location>();
  for (const { value, at } of placed) {
    const parsed = parseDefinition('backfill', value, at);
    if ('diagnostics' in parsed) {
      diagnostics.push(...parsed.diagnostics);
      continue;
    }
    const { definition } = parsed;
    const first = names.get(definition.name);
    names.set(definition.name, first ?? at);
    if (first !== undefined) {
      diagnostics.push(secondOfName(definition.name, at, first));
      continue;
    }
    const found = readOne(definition, at, around);
    if (Array.isArray(found)) diagnostics.push(...found);
    else if ('backfill' in found) read.push({ ...found, at });
  }
  for (const [index, { backfill, at, type }] of read.entries()) {
    const other = read.slice(0, index).find((earlier) => isOverlapping(earlier.backfill, backfill, type));
    if (other !== undefined) diagnostics.push(overlapping(backfill, at, other.backfill, other.at));
  }
  return { backfills: read.map(({ backfill }) => backfill), diagnostics };
}

interface ReadBackfill {
  readonly backfill: DesiredBackfill;
  /** Of the column of its pipeline; empty where that is not incremental. */
  readonly type: string;
}

/** An empty list = it is not for this environment, or what it depends on is told of elsewhere. */
function readOne(
  definition: BackfillDefinition,
  at: Location,
  around: BackfillSurroundings,
): readonly Diagnostic[] | ReadBackfill {
  const elsewhere = unknownEnvironment(definition, at, around);
  if (elsewhere !== undefined) return [elsewhere];
  if (definition.environments?.includes(around.environment) === false) return [];
  const compiled = around.pipelines.find(({ name }) => name === definition.pipeline);
  if (compiled === undefined) return unknownPipeline(definition, at, around);
  const { artefact } = compiled;
  const { allowDuplicates = false } = definition;
  const refusal = backfillRefusal(artefact, allowDuplicates, definition.cursor === undefined ? 'fires' : 'values');
  if (refusal !== undefined)
    return [
      makeDiagnostic(refusal.kind === 'duplicates' ? 'SL1404' : 'SL1403', child(at, 'pipeline'), refusal.problem, {
        help: refusal.help,
      }),
    ];
  const range =
    definition.cursor === undefined
      ? rangeOf(definition, at, artefact.pipeline.schedule)
      : readValues(definition, at, artefact);
  if ('code' in range) return [range];
  const { name, pipeline, order = 'oldest-first', concurrency = 1, onFailure = 'stop', description: why } = definition;
  return {
    backfill: {
      name,
      pipeline,
      ...range,
      order,
      concurrency,
      onFailure,
      allowDuplicates,
      ...(why === undefined ? {} : { why }),
      file: at.file,
    },
    type: artefact.pipeline.incremental?.type ?? '',
  };
}

function rangeOf(
  { name, fire, bizdate, chunk, large = false }: BackfillDefinition,
  at: Location,
  schedule: Schedule,
): FireRange | Diagnostic {
  const [kind, text]: readonly [RangeKind, string | undefined] =
    bizdate === undefined ? ['fire', fire] : ['bizdate', bizdate];
  if (text === undefined || (fire !== undefined && bizdate !== undefined))
    return makeDiagnostic(
      'SL1401',
      keyOf(at, text === undefined ? 'name' : 'bizdate'),
      say`\`${name}\` has not one range of fires`,
      {
        help: say`write either \`fire\` or \`bizdate\`, as in \`bizdate: 2026-05-01..2026-05-31\``,
      },
    );
  if (chunk !== undefined)
    return makeDiagnostic('SL1401', keyOf(at, 'chunk'), say`\`chunk\` is of a range of cursor values`, {
      help: say`leave it out: each fire is a run of its own`,
    });
  const place = child(at, kind);
  const { range, ...unread } = readFireRange(kind, text, schedule.timeZone);
  if (range === undefined && 'problem' in unread)
    return makeDiagnostic('SL1401', place, unread.problem, { help: unread.help });
  if (range === undefined) return makeDiagnostic('SL1401', place, say`\`${name}\` has not one range of fires`);
  const { count, isMore } = countFires(schedule, range, LARGEST_BACKFILL);
  if (count === 0)
    return makeDiagnostic('SL1402', place, say`the range has no fire of the pipeline`, {
      help: say`\`sluice next\` with the pipeline's name shows when it fires`,
    });
  return tooMany(isMore ? LARGEST_BACKFILL + 1 : count, large, place) ?? range;
}

function unknownPipeline(
  { pipeline }: BackfillDefinition,
  at: Location,
  { pipelines, hiddenNames, namesHidden }: BackfillSurroundings,
): readonly Diagnostic[] {
  if (namesHidden || hiddenNames.has(pipeline)) return [];
  const place = child(at, 'pipeline');
  const near = didYouMean(
    pipeline,
    pipelines.map(({ name }) => name),
  );
  return [
    makeDiagnostic('SL0304', place, say`no pipeline is named \`${pipeline}\``, {
      ...(near ? meantInstead(near, place) : { help: say`name a pipeline of this repository` }),
    }),
  ];
}

function unknownEnvironment(
  { environments = [] }: BackfillDefinition,
  at: Location,
  around: BackfillSurroundings,
): Diagnostic | undefined {
  const known = ['default', around.environment, ...around.environments];
  const index = environments.findIndex((name) => !known.includes(name));
  const name = environments[index];
  if (name === undefined) return undefined;
  const place = child(at, 'environments', index);
  const near = didYouMean(name, known);
  return makeDiagnostic('SL0306', place, say`no environment is named \`${name}\``, {
    ...(near ? meantInstead(near, place) : { help: say`declare it under \`environments\` in sluice.yaml` }),
  });
}

/** Fires and cursor values have nothing in common. */
function isOverlapping(one: DesiredBackfill, other: DesiredBackfill, type: string): boolean {
  if (one.pipeline !== other.pipeline) return false;
  if (one.values !== undefined && other.values !== undefined) return haveValuesInCommon(one.values, other.values, type);
  return one.values === other.values && one.from <= other.to && one.to >= other.from;
}

function secondOfName(name: string, at: Location, first: Location): Diagnostic {
  return makeDiagnostic('SL1405', child(at, 'name'), say`two backfills are named \`${name}\``, {
    labels: [{ at: child(first, 'name'), message: say`the other` }],
    notes: [say`a backfill of a name is run once`],
    help: say`give each a name of its own`,
  });
}

function overlapping(
  { name, pipeline, values }: DesiredBackfill,
  at: Location,
  { name: other }: DesiredBackfill,
  otherAt: Location,
): Diagnostic {
  const isOfFires = values === undefined;
  return makeDiagnostic(
    'SL1405',
    child(at, 'name'),
    isOfFires
      ? say`\`${name}\` and \`${other}\` have fires of \`${pipeline}\` in common`
      : say`\`${name}\` and \`${other}\` have cursor values of \`${pipeline}\` in common`,
    {
      labels: [{ at: child(otherAt, 'name'), message: say`the other` }],
      notes: [
        isOfFires
          ? say`each of those fires would be run twice, and the second does not begin before the first has ended`
          : say`each of those rows would be read twice, and the second does not begin before the first has ended`,
      ],
      help: say`change the range of one, or take out the one that is over`,
    },
  );
}
