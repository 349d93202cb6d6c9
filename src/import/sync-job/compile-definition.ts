import { say, type Catalogue } from '../../message/index.ts';
import { mapTemplate, type CompiledArtefact, type Template, type TextPart } from '../../compiler/artefact/index.ts';
import { compile } from '../../compiler/compile.ts';
import type { Connector } from '../../compiler/connectors/index.ts';
import { CONNECTOR_NAMES, connectorOfDatasource } from '../../compiler/connectors/index.ts';
import type { Diagnostic } from '../../compiler/diagnostics/index.ts';
import type { DatasourceDefinition, PipelineDefinition } from '../../compiler/syntax/index.ts';
import { describeRunTimeValue, type RunTimeValue } from '../../time/index.ts';
import { isJsonMap, pathOf, type JsonMap } from './json-map.ts';
import type { Notes } from './notes.ts';

/** What every job of one import is compiled with. */
export interface ImportSetup {
  /** Name of the engine in `sluice.yaml`. */
  readonly engine: string;
  readonly target: 'flinkx' | 'chunjun';
  readonly version: string;
  /** The value of `sluice.yaml`. */
  readonly project: unknown;
  /** All connectors, loaded. */
  readonly connectors: ReadonlyMap<string, Connector>;
  /** For the words of findings; English without. */
  readonly catalogue?: Catalogue | undefined;
}

/** What the compiler says of a definition. */
export interface CompiledDefinition {
  /** With what the checks refuse taken out. */
  readonly definition: PipelineDefinition;
  /** The job, as it is shown to people; undefined where errors are left. */
  readonly job: JsonMap | undefined;
  readonly errors: readonly Diagnostic[];
}

const FILE = 'pipelines/imported.yaml';
/** More refusals than this after each other are no matter of single options. */
const MAX_ROUNDS = 8;

/**
 * Compiles a definition alone, as `sluice check` will. An option, or a field that the connector does not
 * have, which is refused is taken out and noted; every other error is the caller's.
 */
export function compileDefinition(
  definition: PipelineDefinition,
  datasources: readonly DatasourceDefinition[],
  setup: ImportSetup,
  notes: Notes,
): CompiledDefinition {
  for (let round = 0; ; round += 1) {
    const { pipelines, diagnostics } = compile({
      project: { value: setup.project, at: { file: 'sluice.yaml', path: [], part: 'value' } },
      datasources: datasources.map((value) => ({
        value,
        at: { file: `datasources/${value.name}.yaml`, path: [], part: 'value' },
      })),
      definitions: [{ value: definition, at: { file: FILE, path: [], part: 'value' } }],
      environment: 'default',
      connectors: setup.connectors,
      connectorNames: CONNECTOR_NAMES,
      connectorOf: connectorOfDatasource,
      namesHidden: false,
      datasourcesHidden: true,
    });
    // other errors of the project are not this job's
    const errors = diagnostics.filter(({ severity, at }) => severity === 'error' && at.file !== 'sluice.yaml');
    const [pipeline] = pipelines;
    if (errors.length === 0 && pipeline !== undefined) return { definition, job: printedJob(pipeline), errors: [] };
    const removed = round < MAX_ROUNDS && errors.some((error) => takeOut(error, definition, notes));
    if (!removed) return { definition, job: undefined, errors };
  }
}

const ENDS: Readonly<Record<string, string>> = {
  source: 'job.content[0].reader.parameter',
  sink: 'job.content[0].writer.parameter',
};

/** Takes a refused option, or a field without a meaning there, out of the definition; false where it is neither. */
function takeOut({ at, code, message }: Diagnostic, definition: PipelineDefinition, notes: Notes): boolean {
  const [end = '', second = ''] = at.path;
  const isOption = second === 'options' && at.path.length > 2;
  if (code === 'SL0505' && isUnusedKey(definition)) {
    notes.add(`${ENDS['sink'] ?? ''}.key`, 'ignored-by-engine', say`rows that are appended have no key`);
    return removeAt(definition, ['sink', 'key']);
  }
  if (end === 'sink' && (second === 'preSql' || second === 'postSql')) {
    notes.add(pathOf(ENDS[end] ?? '', second), 'not-carried', say`Sluice refuses it: ${message}`);
    const removed = removeAt(definition, at.path);
    if (definition.sink?.[second]?.length === 0) delete definition.sink[second];
    return removed;
  }
  const isPartOfFile = second === 'file' && at.path.length === 3;
  const isField = end in ENDS && ((code === 'SL0603' && at.path.length === 2) || (code === 'SL0641' && isPartOfFile));
  if (at.file !== FILE || !(isOption || isField)) return false;
  const removed = removeAt(definition, at.path);
  if (!removed) return false;
  const base = ENDS[end] ?? 'job.setting';
  const steps = isOption ? at.path.slice(2) : [];
  if (isOption) notes.add(steps.reduce<string>(pathOf, base), 'not-carried', say`Sluice refuses it: ${message}`);
  return true;
}

function isUnusedKey({ sink }: PipelineDefinition): boolean {
  return sink?.key !== undefined && (sink.mode === undefined || sink.mode === 'append');
}

function removeAt(root: object, path: readonly (string | number)[]): boolean {
  let value: unknown = root;
  for (const step of path.slice(0, -1))
    value = isJsonMap(value) || Array.isArray(value) ? Reflect.get(value, step) : undefined;
  const last = path.at(-1);
  if (last === undefined || typeof value !== 'object' || value === null || !(last in value)) return false;
  if (Array.isArray(value)) value.splice(Number(last), 1);
  else Reflect.deleteProperty(value, last);
  return true;
}

/** The job as its first run gets it: values of a run by their source text, the cursor where it begins. */
function printedJob({ artefact }: CompiledArtefact): JsonMap {
  const from = artefact.pipeline.incremental?.from;
  const shown = mapTemplate(artefact.job.template, (text) => text.$text.map((part) => showPart(part, from)).join(''));
  const job: Template | undefined = isJsonMap(shown) ? (shown['job'] as Template) : undefined; // a member of a template
  return isJsonMap(job) ? job : {};
}

function showPart(part: TextPart, from: string | undefined): string {
  if (typeof part === 'string') return part;
  if ('hole' in part) return showValue(part.hole, from);
  return (from === undefined ? part.otherwise : part.whenCursor).map((each) => showPart(each, from)).join('');
}

function showValue(value: RunTimeValue, from: string | undefined): string {
  return value.kind === 'cursor' && from !== undefined ? from : describeRunTimeValue(value);
}
