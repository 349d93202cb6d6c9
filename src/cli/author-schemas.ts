import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { packageFile } from './package-file.ts';

/** Schemas of what an author writes, with the files of a repository that each is for. */
const AUTHOR_SCHEMAS: Readonly<Record<string, string>> = {
  pipeline: 'pipelines/**/*.{yaml,yml}',
  datasource: 'datasources/**/*.{yaml,yml}',
  project: 'sluice.yaml',
  'backfill-file': 'backfills/**/*.{yaml,yml}',
  test: 'tests/**/*.test.{yaml,yml}',
  'schema-snapshot': 'schemas/*.json',
};

const fileOf = (name: string): string => `${name}.schema.json`;

/**
 * Copies the schemas for editors into a folder, which is made where it is not there.
 *
 * @returns the files, as they are named from where the folder is named
 */
export async function writeAuthorSchemas(folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const written: string[] = [];
  for (const name of Object.keys(AUTHOR_SCHEMAS)) {
    const file = path.join(folder, fileOf(name));
    await writeFile(file, await readFile(packageFile('schemas', fileOf(name))));
    written.push(file);
  }
  return written;
}

/** What `.vscode/settings.json` says for the schemas in a folder of the repository; `json.schemas` is for the snapshots. */
export function vscodeSettings(folder: string): object {
  const place = (name: string): string => `./${path.posix.join(folder.replaceAll('\\', '/'), fileOf(name))}`;
  const yaml = Object.entries(AUTHOR_SCHEMAS).filter(([, files]) => !files.endsWith('.json'));
  const json = Object.entries(AUTHOR_SCHEMAS).filter(([, files]) => files.endsWith('.json'));
  return {
    'yaml.schemas': Object.fromEntries(yaml.map(([name, files]) => [place(name), files])),
    'json.schemas': json.map(([name, files]) => ({ url: place(name), fileMatch: [files] })),
  };
}
