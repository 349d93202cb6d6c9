import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parseCase, writeCase } from '../support/check-case.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { tempDir } from '../support/temp-dir.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const run = promisify(execFile);

describe('sluice check --output json', () => {
  const conforms = publishedSchema('check');

  // labels, notes, help, suggestions and both severities between them
  test.each([
    ['several-files', 1],
    ['same-name', 1],
    ['days-lost', 0],
    ['no-project-file', 78],
  ])('satisfies schemas/check.schema.json for %s, exit %i', async (name, exit) => {
    await using folder = await tempDir();
    const given = await readFile(path.join(import.meta.dirname, 'check', `${name}.txt`), 'utf8');
    await writeCase(folder.path, parseCase(given));
    const { stdout, code } = await check(folder.path);
    const document: unknown = JSON.parse(stdout);
    conforms(document);
    expect(conforms.errors ?? []).toEqual([]);
    expect(code).toBe(exit);
  });

  test('describes a diagnostic as schemas/diagnostics.schema.json does', async () => {
    const [mine, theirs] = await Promise.all(
      ['check', 'diagnostics'].map(async (name) => {
        const schema: unknown = JSON.parse(await readFile(path.join(ROOT, 'schemas', `${name}.schema.json`), 'utf8'));
        return schema;
      }),
    );
    expect(mine).toHaveProperty('definitions', (theirs as { definitions: unknown }).definitions); // a schema of ours
  });
});

async function check(folder: string): Promise<{ stdout: string; code: number }> {
  const args = ['--import', 'tsx', path.join(ROOT, 'src/cli/main.ts'), 'check', '--output', 'json', '--chdir', folder];
  try {
    return { stdout: (await run(process.execPath, args, { cwd: ROOT })).stdout, code: 0 };
  } catch (error) {
    // execFile rejects with what the program printed, and its exit code
    return error as { stdout: string; code: number };
  }
}
