import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeBaseProject } from '../../../test/support/base-project.ts';
import { sluice, type ProgramEnd } from '../../../test/support/sluice-program.ts';
import { tempDir, type TempDir } from '../../../test/support/temp-dir.ts';
import { writeFiles } from '../../../test/support/write-files.ts';

const GOOD = 'name: good\nschedule: manual\ncommand: [echo, "${fire:yyyy-MM-dd HH:mm}"]\n';

describe('sluice compile and check', () => {
  let folder: TempDir;
  beforeAll(async () => {
    folder = await tempDir('sluice-compile-');
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  /** From the sources, so that nothing has to be built. */
  const run = (...args: string[]): Promise<ProgramEnd> =>
    sluice(args, {
      cwd: folder.path,
      env: { TZ: 'America/New_York' },
      command: [
        process.execPath,
        '--import',
        import.meta.resolve('tsx'),
        fileURLToPath(new URL('../main.ts', import.meta.url)),
      ],
    });
  const out = (name: string): string => join(folder.path, '.sluice/out/default', name, 'artefact.json');

  it('says what is wrong and nothing else where no pipeline compiles', async () => {
    await writeBaseProject(folder.path, { 'pipelines/bad.yaml': 'name: bad\nschedule: manual\n' });
    const end = await run('compile');
    expect(end).toMatchObject({ code: 1, stderr: '' });
    expect(end.stdout).toContain('does nothing');
  }, 60_000);

  it('keeps what was compiled of a pipeline that is broken now, and removes it when it is gone', async () => {
    await writeFiles(folder.path, { 'pipelines/bad.yaml': 'name: bad\nschedule: manual\ncommand: [date]\n' });
    await writeFiles(folder.path, { 'pipelines/good.yaml': GOOD });
    expect(await run('compile')).toMatchObject({ code: 0 });
    await writeFiles(folder.path, { 'pipelines/bad.yaml': 'name: bad\nschedule: manual\ncomand: [date]\n' });
    expect(await run('compile')).toMatchObject({ code: 1 });
    await access(out('bad'));
    await writeFiles(folder.path, { 'pipelines/bad.yaml': 'name: other\nschedule: manual\ncommand: [date]\n' });
    expect(await run('compile')).toMatchObject({ code: 0 });
    await expect(readFile(out('bad'))).rejects.toThrow('ENOENT');
  }, 120_000);

  it('binds for a time with an offset only, in the zone of the schedule', async () => {
    const bound = await run('compile', 'good', '--quiet', '--fire', '2026-03-02T20:30:00Z');
    expect(bound).toMatchObject({ code: 0 });
    expect(JSON.parse(bound.stdout)).toEqual({ argv: ['echo', '2026-03-03 04:30'] });
    for (const fire of ['2026-03-02T20:30:00', '2026-03-02', 'tomorrow']) {
      expect(await run('compile', 'good', '--fire', fire), fire).toMatchObject({ code: 64, stdout: '' });
    }
  }, 120_000);

  it('shows findings with --quiet, and refuses a path that does not exist', async () => {
    await writeFiles(folder.path, { 'pipelines/bad.yaml': 'name: bad\nschedule: manual\ncomand: [date]\n' });
    const quiet = await run('check', '--quiet');
    expect(quiet).toMatchObject({ code: 1 });
    expect(quiet.stdout).toContain('error[SL0201]');
    expect(quiet.stdout).not.toContain('1 error');
    expect(await run('compile', 'good', '--fire', '2026-03-02T20:30:00Z')).toMatchObject({ code: 1 });
    expect(await run('check', 'pipelines/good.yaml')).toMatchObject({ code: 0 });
    expect(await run('compile', '--engine', 'nope')).toMatchObject({ code: 64, stdout: '' });
    const missing = await run('check', 'pipelines/god.yaml');
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toBe('error: there is no file or folder at pipelines/god.yaml\n');
  }, 120_000);

  it('takes the name of a family for all its pipelines', async () => {
    await using other = await tempDir('sluice-compile-');
    await writeBaseProject(other.path, {
      'pipelines/many.yaml':
        'name: many\nschedule: manual\nsource: { datasource: erp, table: [a, b] }\nsink: { datasource: ods, table: "o_${table}" }\n',
    });
    const end = await run('--chdir', other.path, 'compile', 'many', '--output', 'json');
    expect(end).toMatchObject({ code: 0 });
    expect(JSON.parse(end.stdout)).toMatchObject({ artefacts: [{ pipeline: 'many-a' }, { pipeline: 'many-b' }] });
  }, 60_000);
});
