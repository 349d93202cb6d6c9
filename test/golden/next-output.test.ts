import { appendFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { writeBaseProject } from '../support/base-project.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { tempDir } from '../support/temp-dir.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const run = promisify(execFile);
const NEW_YORK = ['--zone', 'America/New_York'];

describe('sluice next', () => {
  const conforms = publishedSchema('next');

  test.each([
    [
      'moves a reading that does not exist',
      ['0 30 2 * * ?', ...NEW_YORK, '--after', '2026-03-07T12:00:00Z', '--count', '2'],
      ['2026-03-08T03:00:00-04:00', '2026-03-09T02:30:00-04:00'],
    ],
    [
      'leaves it out by the rule of Quartz',
      ['0 30 2 * * ?', ...NEW_YORK, '--after', '2026-03-07T12:00:00Z', '--count', '1', '--dst', 'quartz'],
      ['2026-03-09T02:30:00-04:00'],
    ],
    [
      'fires the earlier of two',
      ['0 30 1 * * ?', ...NEW_YORK, '--after', '2026-10-31T12:00:00Z', '--count', '1'],
      ['2026-11-01T01:30:00-04:00'],
    ],
    [
      'or the later by the rule of Quartz',
      ['0 30 1 * * ?', ...NEW_YORK, '--after', '2026-10-31T12:00:00Z', '--count', '1', '--dst', 'quartz'],
      ['2026-11-01T01:30:00-05:00'],
    ],
    [
      'reads by the dialect that is asked for',
      ['0 0 3 15W * ?', '--after', '2026-08-01T00:00:00Z', '--count', '1', '--dialect', 'quartz-2.3'],
      ['2026-08-14T03:00:00+00:00'],
    ],
    [
      'reads five fields, in UTC',
      ['30 4 1,15 * *', '--after', '2026-05-01T05:00:00+08:00', '--count', '1'],
      ['2026-05-01T04:30:00+00:00'],
    ],
  ])('%s', async (_, args, fires) => {
    const { stdout, code } = await next(args);
    const document: unknown = JSON.parse(stdout);
    conforms(document);
    expect(conforms.errors ?? []).toEqual([]);
    expect(document).toMatchObject({ formatVersion: '1.0', fires });
    expect(code).toBe(0);
  });

  test.each([
    ['0 0 24 * * ?', 'SL0405'],
    ['not a cron', 'SL0405'],
    ['0 0 0 31 4 ?', 'SL0406'],
    ['0 0 0 1 1 ? 2020', 'SL0406'],
  ])('ends with 1 and a diagnostic for `%s`', async (expression, code) => {
    const found = await next([expression]);
    const document: unknown = JSON.parse(found.stdout);
    conforms(document);
    expect(conforms.errors ?? []).toEqual([]);
    expect(document).toMatchObject({ fires: [], diagnostics: [{ code }] });
    expect(found.code).toBe(1);
  });

  test('takes a pipeline by its name, in its own zone', async () => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, {
      'pipelines/nightly.yaml': 'name: nightly\nschedule: { cron: "0 0 2 * * ?" }\ncommand: [date]\n',
      'pipelines/spread.yaml': 'name: spread\nschedule: { every: 1h, jitter: 5m }\ncommand: [date]\n',
      'pipelines/by-hand.yaml': 'name: by-hand\nschedule: manual\ncommand: [date]\n',
    });
    const project = ['--chdir', folder.path, '--after', '2026-05-01T00:00:00Z', '--count', '1'];
    expect(JSON.parse((await next(['nightly', ...project])).stdout)).toMatchObject({
      timeZone: 'Asia/Shanghai',
      fires: ['2026-05-02T02:00:00+08:00'],
    });
    expect(JSON.parse((await next(['spread', ...project])).stdout)).toMatchObject({
      fires: ['2026-05-01T09:00:00+08:00'],
      jitterMs: 300_000,
    });
    await appendFile(
      path.join(folder.path, 'sluice.yaml'),
      [
        'freezes:',
        '  sale: { from: "2026-05-02", to: "2026-05-03", select: [nightly] }',
        '  brief: { from: "2026-05-01T09:00:01+08:00", to: "2026-05-01T09:06:00+08:00", select: [spread] }',
        '',
      ].join('\n'),
    );
    // it fires before the freeze, and would start within it
    expect(JSON.parse((await next(['spread', ...project])).stdout)).toMatchObject({
      frozen: [{ fire: '2026-05-01T09:00:00+08:00', freeze: 'brief', until: '2026-05-01T09:06:00+08:00' }],
    });
    expect(JSON.parse((await next(['nightly', ...project])).stdout)).toMatchObject({
      fires: ['2026-05-02T02:00:00+08:00'],
      frozen: [
        { fire: '2026-05-02T02:00:00+08:00', freeze: 'sale', fires: 'hold', until: '2026-05-03T00:00:00+08:00' },
      ],
    });
    expect((await next(['by-hand', ...project])).code).toBe(1);
    expect((await next(['nightyl', ...project])).code).toBe(64);
  });
});

async function next(args: readonly string[]): Promise<{ stdout: string; code: number }> {
  const command = ['--import', 'tsx', path.join(ROOT, 'src/cli/main.ts'), 'next', '--output', 'json', ...args];
  try {
    return { stdout: (await run(process.execPath, command, { cwd: ROOT })).stdout, code: 0 };
  } catch (error) {
    // execFile rejects with what the program printed, and its exit code
    return error as { stdout: string; code: number };
  }
}
