import {
  bind,
  child,
  makeDiagnostic,
  type CompilationResult,
  type CompiledArtefact,
  type DefinitionPlace,
  type Diagnostic,
  type LocatedDiagnostic,
} from '../compiler/index.ts';
import { say, type Message } from '../message/index.ts';
import { missingFire, pipelineOf, runOf, type BindContext } from './case-setting.ts';
import type { ExpectationUpdate } from './expectation-update.ts';
import { judgeCompiled, judgeFindings } from './judge-compiled.ts';
import { expectsRun, judgeRun } from './judge-run.ts';
import { NOTHING_FOUND, together, type Judgement } from './judgement.ts';
import { engineWords } from './show-value.ts';
import type { TestCase } from './test-file.ts';

/** How a case went, its findings without places yet. */
export interface CaseOutcome {
  readonly found: readonly Diagnostic[];
  readonly updates: readonly ExpectationUpdate[];
  readonly skipped?: Message;
  readonly reads: readonly string[];
  /** The definition file of a pipeline that does not compile: what is wrong with it is said once for all cases. */
  readonly brokenFile?: string;
}

/** What a case's result depends on beside its own file and its files of rows: the pipeline as it is compiled. */
export function subjectOf(test: TestCase, compiled: CompilationResult): string {
  const pipeline = pipelineOf(test, compiled);
  if ('found' in pipeline) return `none ${test.definition.pipeline ?? ''}`;
  if ('broken' in pipeline) return `broken ${codesIn(fileOf(pipeline.broken, compiled), compiled).join()}`;
  const { artefact, digest } = pipeline.compiled;
  return `${digest} ${(compiled.diagnosticsOf?.(artefact.pipeline.name) ?? []).map(({ code }) => code).join()}`;
}

function fileOf(pipeline: string, { definitions }: CompilationResult): string {
  return definitions?.find(({ name }) => name === pipeline)?.at.file ?? '';
}

/** Runs one case on a project that is compiled for its environment. */
export async function runCase(root: string, test: TestCase, compiled: CompilationResult): Promise<CaseOutcome> {
  const { skip } = test.definition;
  if (skip !== undefined) return { ...failed([]), skipped: say`${skip}` };
  const pipeline = pipelineOf(test, compiled);
  if ('found' in pipeline) return failed([pipeline.found]);
  if ('broken' in pipeline) return judgeBroken(test, pipeline.broken, compiled);
  const definition = definitionOf(pipeline.compiled, compiled);
  const findings = judgeExpectedFindings(test, pipeline.compiled.artefact.pipeline.name, definition, compiled);
  const { context, found } = runOf(test, pipeline.compiled.artefact);
  if (found.length > 0) return { ...failed([...findings.found, ...found]), updates: findings.updates };
  try {
    const judged = await judgeAll(root, test, pipeline.compiled, definition, context, compiled);
    const both = together([findings, judged]);
    return { ...judged, ...both };
  } catch (thrown) {
    // What `bind` throws for: a parameter or a position that the case would have to give.
    if (!(thrown instanceof RangeError)) throw thrown;
    const refused = makeDiagnostic(
      'SL1107',
      child(test.at, 'name'),
      say`case \`${test.name}\` cannot be bound: ${engineWords(thrown.message)}`,
    );
    return { ...failed([...findings.found, refused]) };
  }
}

async function judgeAll(
  root: string,
  test: TestCase,
  { artefact }: CompiledArtefact,
  definition: DefinitionPlace,
  context: BindContext,
  compiled: CompilationResult,
): Promise<Judgement & { readonly skipped?: Message; readonly reads: readonly string[] }> {
  const bound = bind(artefact, context);
  const lacking = missingFire(test, bound.values);
  if (lacking !== undefined) return { found: [lacking], updates: [], reads: [] };
  const judged = judgeCompiled(test, { artefact, bound, fireTime: context.fireTime, definition });
  if (!expectsRun(test.definition.expect)) return { ...together([judged, rowsForNothing(test)]), reads: [] };
  const rehearsal = compiled.rehearsalOf?.(artefact.pipeline.name);
  if (rehearsal === undefined) {
    const message = say`\`${artefact.pipeline.name}\` runs a command: it moves no rows`;
    return {
      found: [...judged.found, makeDiagnostic('SL1107', child(test.at, 'expect'), message)],
      updates: [],
      reads: [],
    };
  }
  const run = await judgeRun({ root, test, rehearsal, context, definition, engineType: artefact.engine.type });
  return { ...run, ...together([judged, run, { found: rehearsal.unjudged, updates: [] }]) };
}

/** Rows that nothing is expected of: the case would pass whatever became of them. */
function rowsForNothing({ definition, at }: TestCase): Judgement {
  if (definition.source === undefined && definition.sink === undefined) return NOTHING_FOUND;
  const side = definition.source === undefined ? 'sink' : 'source';
  const message = say`case \`${definition.name}\` gives rows and expects nothing of a run`;
  return {
    found: [
      makeDiagnostic('SL1107', { ...child(at, side), part: 'key' }, message, {
        help: say`add \`expect: { rows: [...] }\``,
      }),
    ],
    updates: [],
  };
}

/** A pipeline that does not compile: the case may expect just that. */
function judgeBroken(test: TestCase, name: string, compiled: CompilationResult): CaseOutcome {
  const definition = compiled.definitions?.find((each) => each.name === name);
  const file = definition?.at.file ?? '';
  const { diagnostics } = test.definition.expect;
  if (diagnostics !== undefined && definition !== undefined) {
    const judged = judgeFindings(
      diagnostics,
      findingsIn(file, compiled),
      definition,
      child(test.at, 'expect', 'diagnostics'),
    );
    return { ...failed(judged.found), updates: judged.updates };
  }
  const message = say`\`${name}\` does not compile, so that case \`${test.name}\` has nothing to look at`;
  const found = makeDiagnostic('SL1111', test.placeOf('pipeline'), message, {
    labels: definition === undefined ? [] : [{ at: child(definition.at, 'name'), message: say`the pipeline` }],
    help: say`see what is found in \`${file}\`; a case may expect it with \`diagnostics: [...]\``,
  });
  return { ...failed([found]), brokenFile: file };
}

function judgeExpectedFindings(
  { definition: { expect }, at }: TestCase,
  pipeline: string,
  definition: DefinitionPlace,
  compiled: CompilationResult,
): Judgement {
  if (expect.diagnostics === undefined) return NOTHING_FOUND;
  const found = compiled.diagnosticsOf?.(pipeline) ?? [];
  return judgeFindings(expect.diagnostics, found, definition, child(at, 'expect', 'diagnostics'));
}

function findingsIn(file: string, { diagnostics }: CompilationResult): readonly LocatedDiagnostic[] {
  return diagnostics.filter((diagnostic) => diagnostic.file === file);
}

function codesIn(file: string, compiled: CompilationResult): readonly string[] {
  return findingsIn(file, compiled).map(({ code }) => code);
}

/** Where a pipeline is written; a family's members in their family's definition. */
function definitionOf(
  { artefact: { pipeline } }: CompiledArtefact,
  { definitions }: CompilationResult,
): DefinitionPlace {
  const written = pipeline.family ?? pipeline.name;
  const found = definitions?.find(({ name }) => name === written);
  const nowhere = { value: undefined, at: { file: 'sluice.yaml', path: [], part: 'value' as const } };
  return found ?? { name: written, dependsOn: [], isFamily: false, ...nowhere };
}

function failed(found: readonly Diagnostic[]): CaseOutcome {
  return { found, updates: [], reads: [] };
}
