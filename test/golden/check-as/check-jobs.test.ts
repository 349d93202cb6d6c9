import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { publishedSchema } from '../../support/published-schema.ts';
import { startSluice, type ProgramEnd } from '../../support/sluice-program.ts';
import { tempDir } from '../../support/temp-dir.ts';

const MAIN = path.resolve(import.meta.dirname, '..', '..', '..', 'src', 'cli', 'main.ts');
const TSX = import.meta.resolve('tsx');

const JOB = `{ "job": { "content": [{
  "reader": { "name": "streamreader", "parameter": { "column": [{ "name": "id", "type": "int" }] } },
  "writer": { "name": "streamwriter", "parameter": { "print": true } }
}], "setting": {} } }
`;

function run(cwd: string, ...args: string[]): Promise<ProgramEnd> {
  return startSluice(['check', ...args], { cwd, command: [process.execPath, '--import', TSX, MAIN] }).ended;
}

test('check --as: every job of a folder without a project, one broken file hides no other', async () => {
  await using folder = await tempDir();
  const write = (name: string, content: string | Buffer): Promise<void> =>
    writeFile(path.join(folder.path, name), content);
  await mkdir(path.join(folder.path, 'jobs/more'), { recursive: true });
  await write('jobs/right.json', `\uFEFF// by hand\n${JOB}`);
  await write('jobs/print.json', JOB.replace('"print": true', '"print": "yes"'));
  await write('jobs/more/cut.json', JOB.slice(0, -3));
  await write('jobs/package.json', '{ "name": "tools", "scripts": {} }');
  await write('jobs/latin.json', Buffer.from([0x7b, 0xe4, 0x7d]));
  await write('jobs/notes.txt', 'no JSON');

  const { code, stdout, stderr } = await run(folder.path, '--as', 'flinkx', 'jobs', 'nowhere.json');
  expect(stderr).toBe('');
  expect(stdout).toMatch(/error\[SL0905\]: FlinkX 1\.11 wants .* for `print`[^]*at jobs\/print\.json:3:\d+/);
  expect(stdout).toMatch(/error\[SL0901\]: the file ends inside an object/);
  expect(stdout).toContain('`latin.json` cannot be read: it is not UTF-8');
  expect(stdout).toContain('`nowhere.json` cannot be read');
  expect(stdout).toContain('no job, skipped: jobs/package.json');
  expect(stdout).toContain('4 errors  (5 files, 3 jobs checked)');
  expect(code).toBe(1);
});

test('check --as: the published JSON, and exit 0 where nothing is wrong', async () => {
  await using folder = await tempDir();
  await writeFile(path.join(folder.path, 'job.json'), JOB);
  const right = await run(folder.path, '--as', 'chunjun', '--version', '1.12', 'job.json', '--output', 'json');
  const document: unknown = JSON.parse(right.stdout);
  expect(publishedSchema('check')(document)).toBe(true);
  expect(document).toEqual({
    formatVersion: '1.0',
    summary: { files: 1, pipelines: 0, errors: 0, warnings: 0, omitted: 0 },
    diagnostics: [],
    jobs: 1,
    skipped: [],
  });
  expect(right.code).toBe(0);
});

test.each([
  [['--as', 'spark', '.'], '--as spark is not known'],
  [['--as', 'flinkx', '--version', '1.9', '.'], '--version 1.9 of flinkx is not known'],
  [['--as', 'flinkx'], 'no job file is named'],
  [['--version', '1.11', '.'], '--version says nothing without --as'],
])('check %s is a mistake of the command', async (args, message) => {
  await using folder = await tempDir();
  const { code, stderr } = await run(folder.path, ...args);
  expect([code, stderr]).toEqual([64, expect.stringContaining(message)]);
});
