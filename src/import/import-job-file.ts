import { say, wordsOf } from '../message/index.ts';
import {
  locateDiagnostics,
  makeDiagnostic,
  type Diagnostic,
  type LocatedDiagnostic,
} from '../compiler/diagnostics/index.ts';
import type { PipelineDefinition } from '../compiler/syntax/index.ts';
import { createSourceFile, type Location, type Locator, type Span } from '../compiler/text/index.ts';
import { checkedVersion, checkJob } from './check-job/index.ts';
import type { DatasourcePool } from './definition/datasource-pool.ts';
import { printDefinition } from './definition/print-definition.ts';
import type { ImportedFile } from './import-result.ts';
import { nodeAt, plainValue, readJson, type JsonNode } from './json/index.ts';
import { importDataxJob } from './datax/import-datax-job.ts';
import { doubledKeys } from './sync-job/doubled-keys.ts';
import { importSyncJob, type SyncJobSetup } from './sync-job/import-sync-job.ts';

/** Whose job files can be imported. */
export const IMPORT_FORMATS = ['flinkx', 'chunjun', 'datax'] as const;

/** One of {@link IMPORT_FORMATS}. */
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** One job file, decoded. */
export interface JobFile {
  /** For findings and for the comment in the pipeline; with `/`. */
  readonly path: string;
  readonly text: string;
  /** Name of the pipeline that it becomes. */
  readonly name: string;
}

/** What a file became. */
export type JobFileImport =
  /** JSON of another kind, for example a schema or a package file. */
  | { readonly kind: 'other'; readonly reason: string }
  | {
      readonly kind: 'job';
      readonly result: ImportedFile;
      /** Absent where the import failed. */
      readonly pipeline?: { readonly definition: PipelineDefinition; readonly text: string };
      readonly datasources: readonly string[];
    };

/**
 * Imports one job: the text in, the pipeline's YAML and what differs out. Datasources go into the pool. Never
 * throws for what a file holds.
 */
export function importJobFile(
  file: JobFile,
  format: ImportFormat,
  pool: DatasourcePool,
  setup: SyncJobSetup,
): JobFileImport {
  const { root, problem } = readJson(file.text);
  const locate = (problems: readonly Diagnostic[]): ImportedFile => ({
    from: file.path,
    pipelines: [],
    status: 'failed',
    differences: [],
    diagnostics: locateDiagnostics(problems, () => locatorOf(file, root), setup.catalogue),
  });
  if (problem !== undefined || root === undefined) {
    const { start = 0, end = 0, message = say`the file is empty` } = problem ?? {};
    const at: Location = { file: file.path, path: [], part: 'value', offsets: { start, end } };
    const found = makeDiagnostic('SL0921', at, message, {
      help: say`mend the file: what is behind this place cannot be told`,
    });
    return { kind: 'job', result: locate([found]), datasources: [] };
  }
  const read = format === 'datax' ? importDataxJob : importSyncJob;
  const imported = read(plainValue(root), file.path, file.name, pool, setup);
  const { definition, problems, datasources } = imported;
  if (imported.isOther)
    return { kind: 'other', reason: problems[0] === undefined ? '' : wordsOf(problems[0].message, setup.catalogue) };
  const findings = format === 'datax' ? [] : findingsOf(file, setup);
  if (definition === undefined) {
    // a plugin that the engine does not have is told once
    const isTold = findings.some(({ code }) => code === 'SL0909');
    const failure = locate(problems.filter(({ code }) => !isTold || code !== 'SL0922'));
    return {
      kind: 'job',
      result: { ...failure, diagnostics: [...failure.diagnostics, ...findings] },
      datasources: [],
    };
  }
  const differences = [...imported.differences, ...doubledKeys(root)].map((each) => ({
    ...each,
    message: wordsOf(each.message, setup.catalogue),
  }));
  return {
    kind: 'job',
    result: {
      from: file.path,
      pipelines: [definition.name],
      status: differences.length === 0 ? 'exact' : 'listed',
      differences,
      diagnostics: findings,
    },
    pipeline: { definition, text: printDefinition(definition, headOf(file, format, setup)) },
    datasources,
  };
}

/** What the engine refuses, ignores or misreads in the old job, where it stands. */
function findingsOf(
  { path, text }: JobFile,
  { target, version, plugins, catalogue }: SyncJobSetup,
): LocatedDiagnostic[] {
  const checked = checkedVersion(target, version);
  return checked === undefined ? [] : checkJob(createSourceFile(path, text), target, checked, plugins, catalogue);
}

function headOf({ path }: JobFile, format: ImportFormat, { version }: SyncJobSetup): string {
  const engine = { flinkx: `FlinkX ${version}`, chunjun: `ChunJun ${version}`, datax: 'DataX' }[format];
  return `Imported from ${path.replaceAll(/[\r\n]/g, ' ')} (${engine}).`;
}

/** Finds the JSON at a location; where it is not in the file, what is around it. */
function locatorOf({ path, text }: JobFile, root: JsonNode | undefined): Locator {
  const source = createSourceFile(path, text);
  return {
    span({ path: steps, offsets }): Span {
      if (offsets !== undefined) return { file: source, ...offsets };
      for (let length = steps.length; length > 0; length -= 1) {
        const node = nodeAt(root, ...steps.slice(0, length));
        if (node !== undefined) return { file: source, start: node.start, end: node.end };
      }
      return { file: source, start: 0, end: Math.min(1, text.length) };
    },
  };
}
