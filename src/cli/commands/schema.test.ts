import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');
const MAIN = path.join(ROOT, 'src/cli/main.ts');

const sluice = (...words: string[]): Promise<{ stdout: string; stderr: string }> =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', MAIN, 'schema', ...words], { cwd: ROOT });

test('prints a schema as it is published', async () => {
  const { stdout } = await sluice('pipeline');
  expect(stdout).toBe(await readFile(path.join(ROOT, 'schemas/pipeline.schema.json'), 'utf8'));
});

test('names all of them, and the nearest to one that is not there', async () => {
  expect((await sluice()).stdout.split('\n')).toEqual(expect.arrayContaining(['datasource', 'pipeline', 'project']));
  await expect(sluice('pipelin')).rejects.toMatchObject({ code: 64, stderr: expect.stringContaining('`pipeline`') });
});
