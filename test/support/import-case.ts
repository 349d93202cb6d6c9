import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  DatasourcePool,
  importJobFile,
  loadImportSetup,
  printDefinition,
  type JobFileImport,
  type SyncJobSetup,
} from '../../src/import/index.ts';

/** A file's import, with the datasources it uses as YAML. */
export interface ImportedCase {
  readonly imported: JobFileImport;
  readonly datasources: readonly string[];
}

/** What jobs of a version are imported with, into an empty project. */
export async function importSetup(target: 'flinkx' | 'chunjun', version: string): Promise<SyncJobSetup> {
  const project = { name: 'imported', engines: { batch: { type: target, version, home: `/opt/${target}` } } };
  return loadImportSetup({ name: 'batch', target, version }, project);
}

/** Imports one job alone. */
export function importText(text: string, file: string, setup: SyncJobSetup): ImportedCase {
  const pool = new DatasourcePool([]);
  const name = path.basename(file, '.json').toLowerCase().replaceAll('_', '-');
  const imported = importJobFile({ path: file, text, name }, setup.target, pool, setup);
  const used = imported.kind === 'job' ? imported.datasources : [];
  for (const datasource of used) pool.keep(datasource);
  return { imported, datasources: pool.kept.map((each) => printDefinition(each, `datasources/${each.name}.yaml`)) };
}

export async function importFile(file: string, setup: SyncJobSetup): Promise<ImportedCase> {
  return importText(await readFile(file, 'utf8'), path.basename(file), setup);
}

/** Everything of an import as one text for people: what a golden file holds. */
export function showCase({ imported, datasources }: ImportedCase): string {
  if (imported.kind === 'other') return `no job: ${imported.reason}\n`;
  const { result, pipeline } = imported;
  const found = result.diagnostics.map(
    ({ code, range, message, help }) =>
      `${code} ${range.start.line}:${range.start.column} ${message}${help === undefined ? '' : `\n  help: ${help}`}`,
  );
  const differences = result.differences.map(({ path: place, from, to, reason, message }) => {
    const values = [from, to].map((value) => (value === undefined ? '-' : JSON.stringify(value)));
    return `${reason}  ${place}  ${values.join(' → ')}\n  ${message}`;
  });
  return [result.status, ...found, pipeline?.text, ...datasources, differences.join('\n')]
    .filter((part) => part !== undefined && part !== '')
    .map((part) => `${String(part).trimEnd()}\n`)
    .join('\n');
}
