import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { tempDir } from '../../../test/support/temp-dir.ts';

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

test('writes the schemas for editors, and says where VS Code finds them', async () => {
  await using folder = await tempDir();
  const { stdout } = await sluice('--out', 'editor/schemas', '--vscode', '--chdir', folder.path);
  const settings = JSON.parse(stdout) as { 'yaml.schemas': Record<string, string> };
  expect(settings['yaml.schemas']).toMatchObject({ './editor/schemas/pipeline.schema.json': expect.any(String) });
  for (const schema of Object.keys(settings['yaml.schemas']))
    expect(await readFile(path.join(folder.path, schema), 'utf8')).toBe(
      await readFile(path.join(ROOT, 'schemas', path.basename(schema)), 'utf8'),
    );
});

test('says where the installed package has them', async () => {
  expect((await sluice('--vscode')).stdout).toContain('"./node_modules/sluice/schemas/test.schema.json"');
});

test('refuses a name beside --out', async () => {
  await expect(sluice('pipeline', '--out', 'x')).rejects.toMatchObject({ code: 64 });
});
