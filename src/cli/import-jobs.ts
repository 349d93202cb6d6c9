import type { LoadedProject } from '../compiler/index.ts';
import type { DatasourceDefinition } from '../compiler/index.ts';
import {
  DatasourcePool,
  fileInTheWay,
  importJobFile,
  pipelineNames,
  printDefinition,
  type ImportedFile,
  type ImportFormat,
  type NeededSecret,
  type SyncJobSetup,
} from '../import/index.ts';
import { readJobFile, type FoundFiles } from './job-files.ts';
import { writeImported } from './write-imported.ts';

/** What an import did. */
export interface ImportReport {
  readonly files: readonly ImportedFile[];
  /** JSON files that are no jobs. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly pipelines: number;
  /** New ones. */
  readonly datasources: number;
  /** Pipelines whose file had the same text already. */
  readonly unchanged: number;
  readonly secrets: readonly NeededSecret[];
}

/** Files between two lines of progress. */
const STEP = 50;

/** Imports every file, one after another, so that ten thousand need no more memory than their report. */
export async function importJobs(
  root: string,
  loaded: LoadedProject,
  found: FoundFiles,
  format: ImportFormat,
  setup: SyncJobSetup,
  over: boolean,
  progress: (text: string) => void,
): Promise<ImportReport> {
  const pool = new DatasourcePool(loaded.datasources.map(({ value }) => value).filter(isDatasource));
  const names = pipelineNames(
    found.files.map(({ shown }) => shown),
    takenNames(loaded),
  );
  const files: ImportedFile[] = [...found.unreadable];
  const skipped: ImportReport['skipped'][number][] = [];
  let unchanged = 0;
  for (const [index, file] of found.files.entries()) {
    if (index % STEP === 0) progress(`${index} of ${found.files.length} files`);
    const read = await readJobFile(file);
    if ('failed' in read) {
      files.push(read.failed);
      continue;
    }
    const job = { path: file.shown, text: read.text, name: names.get(file.shown) ?? 'job' };
    const imported = importJobFile(job, format, pool, setup);
    if (imported.kind === 'other') {
      skipped.push({ file: file.shown, reason: imported.reason });
      continue;
    }
    const { result, pipeline, datasources } = imported;
    if (pipeline === undefined) {
      files.push(result);
      continue;
    }
    const target = `pipelines/${pipeline.definition.name}.yaml`;
    const written = await writeImported(root, target, pipeline.text, over);
    files.push(written === 'in-the-way' ? fileInTheWay(result, target) : result);
    if (written === 'in-the-way') continue;
    for (const name of datasources) pool.keep(name);
    if (written === 'unchanged') unchanged += 1;
  }
  progress('');
  for (const definition of pool.kept)
    await writeImported(
      root,
      `datasources/${definition.name}.yaml`,
      printDefinition(definition, DATASOURCE_HEAD),
      over,
    );
  const pipelines = files.filter(({ status }) => status !== 'failed').length;
  return { files, skipped, pipelines, datasources: pool.kept.length, unchanged, secrets: pool.neededSecrets };
}

const DATASOURCE_HEAD = 'Imported from job files.';

/** Names of pipelines that other files than the import's own define. */
function takenNames({ definitions }: LoadedProject): Set<string> {
  const names = new Set<string>();
  for (const { value, document } of definitions) {
    const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;
    if (typeof name === 'string' && document.file.path !== `pipelines/${name}.yaml`) names.add(name);
  }
  return names;
}

function isDatasource(value: unknown): value is DatasourceDefinition {
  const isNamed = typeof value === 'object' && value !== null && 'name' in value && 'type' in value;
  return isNamed && typeof value.name === 'string' && typeof value.type === 'string';
}
