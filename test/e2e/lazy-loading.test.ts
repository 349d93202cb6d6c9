import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { writeBaseProject } from '../support/base-project.ts';
import { tempDir } from '../support/temp-dir.ts';

const CLI = path.resolve('dist/cli/main.js');
const RECORDER = path.resolve('test/support/record-imports.mjs');

/** What a run of the built program imports, by package. */
async function packagesOf(folder: string, args: readonly string[]): Promise<Set<string>> {
  const record = path.join(folder, 'imports.txt');
  await writeFile(record, '');
  await promisify(execFile)(process.execPath, ['--import', RECORDER, CLI, ...args], {
    cwd: folder,
    env: { ...process.env, SLUICE_TEST_IMPORTS: record },
  });
  return new Set((await readFile(record, 'utf8')).split('\n').filter(Boolean));
}

const PIPELINE = `name: airports
schedule: { every: 5m }
source: { datasource: exports, path: airports.csv, columns: [iata string, name string] }
sink: { datasource: warehouse, table: airports, mode: overwrite }
`;

describe('the built program loads what a verb needs, and no more', () => {
  test('check loads no driver, no server, and the slow YAML parser only for files with something wrong', async () => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, { 'pipelines/airports.yaml': PIPELINE });
    const loaded = await packagesOf(folder.path, ['check']);
    expect(loaded).toContain('commander');
    expect(loaded).toContain('js-yaml');
    const unwanted =
      /^(mysql2|kafkajs|ioredis|fastify|@fastify|kysely|@photostructure|@duckdb|execa|pino|prom-client|chokidar|yaml$|quickjs|oxc|vscode|ajv|typebox)/;
    expect([...loaded].filter((name) => unwanted.test(name))).toEqual([]);
  });

  test('version loads the command line alone', async () => {
    await using folder = await tempDir();
    expect([...(await packagesOf(folder.path, ['version']))].sort()).toEqual(['commander']);
  });
});
