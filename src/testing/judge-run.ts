import {
  bind,
  child,
  cursorAsTime,
  makeDiagnostic,
  type DefinitionPlace,
  type Location,
  type Rehearsal,
  type TestCaseDefinition,
} from '../compiler/index.ts';
import { say, type Message } from '../message/index.ts';
import type { Rehearsed } from '../runtime/index.ts';
import type { BindContext } from './case-setting.ts';
import { isCondition } from './condition.ts';
import type { GivenRows } from './given-rows.ts';
import { jobToRun } from './job-to-run.ts';
import { judgeEnd } from './judge-rows.ts';
import { judge, type Judgement } from './judgement.ts';
import { matchValue } from './match-value.ts';
import { movementOf, type Movement } from './movement.ts';
import { placeInPipeline } from './pipeline-place.ts';
import { RowsOfCase, sinkTable } from './rows-of-case.ts';
import { runFailure } from './run-failure.ts';
import type { TestCase } from './test-file.ts';

/** What a case with rows is run with. */
export interface RunSetting {
  readonly root: string;
  readonly test: TestCase;
  readonly rehearsal: Rehearsal;
  readonly context: BindContext;
  readonly definition: DefinitionPlace;
  /** The pipeline's own engine. */
  readonly engineType: string;
}

/** How a case with rows went; `reads` are the files that it looked at. */
export interface RunJudgement extends Judgement {
  readonly skipped?: Message;
  readonly reads: readonly string[];
}

/** True for a case that expects something of a run. */
export function expectsRun({ rows, count, refused, cursor, error }: TestCaseDefinition['expect']): boolean {
  return [rows, count, refused, cursor, error].some((each) => each !== undefined);
}

/**
 * Runs the pipeline's movement on the rows of a case, with the local engine whatever the pipeline's own is, and judges
 * what the sink then holds.
 */
export async function judgeRun(setting: RunSetting): Promise<RunJudgement> {
  const { test, rehearsal, context, engineType } = setting;
  const { artefact } = rehearsal;
  const cursor = cursorAsTime(context.cursor, artefact, context.timeZone);
  const movement = movementOf(bind(artefact, { ...context, cursor }));
  const rows = new RowsOfCase(setting, movement);
  const source = await rows.source();
  const sink = await rows.sink();
  const expected = await rows.expected();
  if (rows.found.length > 0) return { found: rows.found, updates: [], reads: rows.reads };
  const readsFile = engineType === 'local' && movement.source.connector === 'file';
  const { rehearseRows } = await import('../runtime/index.ts');
  const run = await rehearseRows({
    template: jobToRun(movement, test.definition.leaveOut ?? [], rows.tables),
    source,
    readsFile,
    sink,
    sinkTable: sinkTable(movement),
  });
  return { ...judgeRehearsed(setting, movement, run, rows, expected), reads: rows.reads };
}

function judgeRehearsed(
  setting: RunSetting,
  movement: Movement,
  run: Rehearsed,
  rows: RowsOfCase,
  expected: GivenRows | undefined,
): Omit<RunJudgement, 'reads'> {
  const { test, definition } = setting;
  const { expect } = test.definition;
  if ('misfits' in run) return { found: run.misfits.map((misfit) => rows.misfit(misfit)), updates: [] };
  const { end } = run;
  const places = {
    sink: placeInPipeline(definition, 'sink'),
    incremental: placeInPipeline(definition, 'incremental'),
  };
  const at = child(test.at, 'expect');
  if (end.state !== 'succeeded') {
    const duckdb = end.reason?.code === 'ENGINE_MISCONFIGURED' && end.reason.message.includes('DuckDB');
    if (duckdb) return skipForDuckDb(test);
    const message = end.reason?.message ?? end.state;
    if (expect.error !== undefined) return judgeError(expect.error, message, child(at, 'error'), places.sink);
    return { found: [runFailure(setting, movement, end)], updates: [] };
  }
  if (expect.error !== undefined) {
    const succeeded = makeDiagnostic('SL1101', child(at, 'error'), say`the run was to fail, and it succeeded`, {
      labels: [{ at: places.sink, message: say`the sink of the pipeline` }],
      notes: [say`it wrote ${end.metrics.rowsWritten ?? 0} rows`],
    });
    return { found: [succeeded], updates: [] };
  }
  return judgeEnd(expect, expected, end, at, places, movement.source.incremental?.type);
}

function judgeError(expected: unknown, message: string, at: Location, sink: Location): Judgement {
  const condition = isCondition(expected) ? expected : { contains: expected };
  const mismatches = matchValue(condition, message).map((mismatch) => ({
    ...mismatch,
    path: isCondition(expected) ? mismatch.path : [],
    replaceable: false,
  }));
  return judge(mismatches, at, () => say`the error of the run`, { at: sink, message: say`the sink of the pipeline` });
}

function skipForDuckDb(test: TestCase): Omit<RunJudgement, 'reads'> {
  const skipped = say`it needs DuckDB, which is not installed`;
  const found = makeDiagnostic('SL1112', child(test.at, 'name'), say`case \`${test.name}\` is skipped: ${skipped}`, {
    help: say`install the optional package \`@duckdb/node-api\` beside Sluice`,
  });
  return { skipped, found: [found], updates: [] };
}
