import type { LoadedProject } from '../compiler/index.ts';
import type { DatasourceDefinition } from '../compiler/index.ts';
import {
  DatasourcePool,
  fileInTheWay,
  importJobFile,
  pipelineNames,
  unwrittenFile,
  type ImportedFile,
  type ImportFormat,
  type NeededSecret,
  type SyncJobSetup,
} from '../import/index.ts';
import { datasourceFileNames, ImportedDatasources } from './imported-datasources.ts';
import { readJobFile, type FoundFiles } from './job-files.ts';
import { placeFor, refuseLinksOut, writeImported } from './write-imported.ts';

/** What an import did. */
export interface ImportReport {
  readonly files: readonly ImportedFile[];
  /** JSON files that are no jobs. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly pipelines: number;
  /** Files of new ones that were written. */
  readonly datasources: number;
  /** Pipelines whose file had the same text already. */
  readonly unchanged: number;
  readonly secrets: readonly NeededSecret[];
}

/** Files between two lines of progress. */
const STEP = 50;

/**
 * Imports every file, one after another, so that ten thousand need no more memory than their report. A place
 * that cannot be written fails its job alone. Throws a ConfigurationError where the project's folders lead out of it.
 */
export async function importJobs(
  root: string,
  loaded: LoadedProject,
  found: FoundFiles,
  format: ImportFormat,
  setup: SyncJobSetup,
  over: boolean,
  progress: (text: string) => void,
): Promise<ImportReport> {
  await refuseLinksOut(root, ['pipelines', 'datasources']);
  const existing = loaded.datasources.map(({ value }) => value).filter(isDatasource);
  const pool = new DatasourcePool(existing, await datasourceFileNames(root));
  const store = new ImportedDatasources(
    root,
    existing.map(({ name }) => name),
  );
  const names = pipelineNames(
    found.files.map(({ shown }) => shown),
    takenNames(loaded),
  );
  const files: ImportedFile[] = [...found.unreadable];
  const skipped: ImportReport['skipped'][number][] = [];
  let unchanged = 0;
  for (const [index, file] of found.files.entries()) {
    if (index % STEP === 0) progress(`${index} of ${found.files.length} files`);
    const read = await readJobFile(file, setup.catalogue);
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
    const place = await placeFor(root, target, pipeline.text, over);
    if (place === 'in-the-way') {
      files.push(fileInTheWay(result, target, setup.catalogue));
      continue;
    }
    // a run that is killed in between leaves a datasource too many, never a pipeline without its own
    const problem =
      typeof place === 'object'
        ? { file: target, ...place }
        : await store.write(datasources.flatMap((name) => pool.withCluster(name).toReversed()));
    const written = problem ?? (place === 'free' ? await writeImported(root, target, pipeline.text) : 'unchanged');
    if (typeof written === 'object') {
      files.push(unwrittenFile(result, problem?.file ?? target, written.failed, setup.catalogue));
      continue;
    }
    files.push(result);
    for (const name of datasources) pool.keep(name);
    if (written === 'unchanged') unchanged += 1;
  }
  progress('');
  const pipelines = files.filter(({ status }) => status !== 'failed').length;
  return { files, skipped, pipelines, datasources: store.written, unchanged, secrets: pool.neededSecrets };
}

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
