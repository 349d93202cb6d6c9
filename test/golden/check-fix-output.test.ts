import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parseCase, writeCase } from '../support/check-case.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { tempDir } from '../support/temp-dir.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const run = promisify(execFile);

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

describe('sluice check --fix', () => {
  const project = async (name: string): Promise<Awaited<ReturnType<typeof tempDir>>> => {
    const folder = await tempDir();
    await writeCase(
      folder.path,
      parseCase(await readFile(path.join(import.meta.dirname, 'fix', `${name}.txt`), 'utf8')),
    );
    return folder;
  };

  test('--dry-run --output json satisfies its schema, and its edits give the text that --fix writes', async () => {
    await using folder = await project('values');
    const file = path.join(folder.path, 'pipelines/a.yaml');
    const before = await readFile(file, 'utf8');
    const { stdout } = await check(folder.path, '--fix', '--dry-run', '--output', 'json');
    const document = JSON.parse(stdout) as FixDocument; // checked by the schema
    const conforms = publishedSchema('check-fix');
    conforms(document);
    expect(conforms.errors ?? []).toEqual([]);
    expect(await readFile(file, 'utf8')).toBe(before);
    const [changed] = document.files;
    const after = (changed?.edits ?? []).reduceRight(
      (text, { range, newText }) => text.slice(0, range.start.offset) + newText + text.slice(range.end.offset),
      before,
    );
    const { stdout: report } = await check(folder.path, '--fix', '--output', 'json');
    expect(await readFile(file, 'utf8')).toBe(after);
    const checked = publishedSchema('check');
    checked(JSON.parse(report));
    expect(checked.errors ?? []).toEqual([]);
    expect(JSON.parse(report)).toHaveProperty('summary.fixed', document.summary.fixed);
  });

  test('--dry-run prints a diff that git takes', async () => {
    await using folder = await project('typos');
    const { stdout } = await check(folder.path, '--fix', '--dry-run', '--quiet', '--no-color');
    const patch = path.join(folder.path, 'fix.patch');
    await writeFile(patch, stdout);
    await run('git', ['apply', '--unsafe-paths', patch], { cwd: folder.path });
    const applied = await readFile(path.join(folder.path, 'pipelines/a.yaml'), 'utf8');
    await using other = await project('typos');
    await check(other.path, '--fix');
    expect(applied).toBe(await readFile(path.join(other.path, 'pipelines/a.yaml'), 'utf8'));
  });

  test('says how much it fixed and how much is left', async () => {
    await using folder = await project('typos');
    const { stdout, code } = await check(folder.path, '--fix');
    expect(stdout).toContain('9 fixed, 1 likely fix is left to you');
    expect(code).toBe(1);
  });

  test.each([
    [['--dry-run'], '--dry-run says nothing without --fix'],
    [['--fix', '--as', 'flinkx'], '--fix does not change job files'],
  ])('refuses %j', async (flags, reason) => {
    await using folder = await project('typos');
    const { stderr, code } = await check(folder.path, ...flags);
    expect(stderr).toContain(reason);
    expect(code).toBe(64);
  });
});

interface FixDocument {
  readonly summary: { readonly fixed: number };
  readonly files: readonly {
    readonly file: string;
    readonly edits: readonly {
      readonly range: { readonly start: { readonly offset: number }; readonly end: { readonly offset: number } };
      readonly newText: string;
    }[];
  }[];
}

async function check(folder: string, ...flags: readonly string[]): Promise<Ended> {
  const args = [
    '--import',
    'tsx',
    path.join(ROOT, 'src/cli/main.ts'),
    'check',
    '--chdir',
    folder,
    '--lang',
    'en',
    ...flags,
  ];
  try {
    return { ...(await run(process.execPath, args, { cwd: ROOT })), code: 0 };
  } catch (error) {
    // execFile rejects with what the program printed, and its exit code
    return error as Ended;
  }
}
