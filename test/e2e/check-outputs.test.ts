import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { writeBaseProject } from '../support/base-project.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { sluice } from '../support/sluice-program.ts';
import { tempDir } from '../support/temp-dir.ts';

const PROGRAM = process.env['SLUICE_TEST_PROGRAM'] ?? fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** A project with as many pipelines, each with a mistake of its own words. */
async function broken(folder: string, pipelines: number): Promise<void> {
  const text = (index: number): string =>
    `name: p${index}\nschedule: manual\nsource: { datasource: none${index}, table: t }\nsink: { datasource: ods, table: t${index} }\n`;
  const files = Array.from({ length: pipelines }, (_, index) => [`pipelines/p${index}.yaml`, text(index)] as const);
  await writeBaseProject(folder, Object.fromEntries(files));
}

describe('outputs of sluice check', () => {
  test('text beside a machine format on stdout goes to stderr when it is asked for', async () => {
    await using folder = await tempDir();
    await broken(folder.path, 1);
    const alone = await sluice(['check', '--output', 'json'], { cwd: folder.path });
    expect(alone.stderr).toBe('');
    const both = await sluice(['check', '--output', 'json', '--output', 'text'], { cwd: folder.path });
    expect(both.stdout).toBe(alone.stdout);
    expect(both.stderr).toContain('error[SL0302]');
    expect(both.code).toBe(1);
  });

  test('shows a hundred findings, or as many as are asked for, and counts all', async () => {
    await using folder = await tempDir();
    await broken(folder.path, 130);
    const shown = async (...flags: string[]): Promise<[number, string]> => {
      const { stdout } = await sluice(['check', ...flags], { cwd: folder.path });
      return [stdout.match(/^error\[/gm)?.length ?? 0, stdout];
    };
    const [hundred, text] = await shown();
    expect(hundred).toBe(100);
    expect(text).toContain('and 30 more; `--max-findings 0` shows all');
    expect(text).toContain('130 errors');
    expect((await shown('--max-findings', '7'))[0]).toBe(7);
    expect((await shown('--max-findings', '0'))[0]).toBe(130);
    expect((await sluice(['check', '--max-findings', 'many'], { cwd: folder.path })).code).toBe(64);
  });

  test('lists ten thousand findings and says how many are left out', async () => {
    await using folder = await tempDir();
    const columns = Array.from({ length: 200 }, (_, index) => `    - { name: c${index}, typ: int }`).join('\n');
    const text = (index: number): string =>
      `name: wide${index}\nschedule: manual\nsource:\n  datasource: erp\n  table: t\n  columns:\n${columns}\nsink: { datasource: ods, table: t }\n`;
    const files = Array.from({ length: 80 }, (_, index) => [`pipelines/wide${index}.yaml`, text(index)] as const);
    await writeBaseProject(folder.path, Object.fromEntries(files));
    const { stdout } = await sluice(['check', '--output', 'json'], { cwd: folder.path });
    const { summary, diagnostics } = JSON.parse(stdout) as {
      summary: { errors: number; omitted: number };
      diagnostics: [];
    };
    expect(summary.errors).toBeGreaterThan(10_000);
    expect(diagnostics.length).toBe(10_000);
    expect(summary.omitted).toBe(summary.errors - 10_000);
  });

  test('fails with a reason where a file cannot be written, and shows the findings all the same', async () => {
    await using folder = await tempDir();
    await broken(folder.path, 1);
    await mkdir(path.join(folder.path, 'taken'));
    const cases = [
      ['/dev/full', 'no space left on the disk'],
      ['nowhere/x.sarif', 'its folder does not exist'],
      ['taken', 'it is a folder'],
    ] as const;
    for (const [file, reason] of cases) {
      const end = await sluice(['check', '--output', 'sarif', '--output-file', file], { cwd: folder.path });
      expect(end.stderr).toContain(`error: cannot write --output-file ${file}: ${reason}`);
      expect(end.stdout).toContain('error[SL0302]');
      expect(end.code).toBe(1);
    }
  });

  test('says that stdout is full, and exits as it found when its reader goes away', async () => {
    await using folder = await tempDir();
    await broken(folder.path, 130);
    await using full = await open('/dev/full', 'w');
    const child = spawn(process.execPath, [PROGRAM, 'check'], { cwd: folder.path, stdio: ['ignore', full.fd, 'pipe'] });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = await once(child, 'close');
    expect(said).toContain('error: cannot write to stdout: no space left on the disk');
    expect(code).toBe(1);
    const reader = spawn(
      'bash',
      [
        '-c',
        `set -o pipefail; "${process.execPath}" "${PROGRAM}" check --max-findings 0 | true; echo "\${PIPESTATUS[0]}"`,
      ],
      { cwd: folder.path },
    );
    let status = '';
    reader.stdout.on('data', (chunk: Buffer) => (status += chunk.toString()));
    await once(reader, 'close');
    expect(status.trim()).toBe('1');
  });

  test('compile has the same formats, and fails from a warning on when asked', async () => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, {
      'pipelines/days.yaml':
        'name: days\nschedule: { cron: "0 0 2 * * ?", misfire: skip }\nsource: { datasource: erp, table: t, where: "d = ${bizdate}" }\nsink: { datasource: ods, table: t }\n',
    });
    const args = ['compile', '--output', 'junit', '--output-file', 'x.xml', '--quiet'];
    const mild = await sluice(args, { cwd: folder.path });
    expect([mild.code, mild.stdout]).toEqual([0, expect.stringContaining('warning[SL0410]')]);
    expect(await readFile(path.join(folder.path, 'x.xml'), 'utf8')).toContain('<system-out>warning[SL0410]');
    const strict = await sluice([...args, '--fail-on', 'warning'], { cwd: folder.path });
    expect(strict.code).toBe(1);
    expect(await readFile(path.join(folder.path, 'x.xml'), 'utf8')).toContain('<failure type="SL0410"');
  });

  test('compile writes the JSON that is published, of artefacts and of a bound job', async () => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, {
      'pipelines/one.yaml':
        'name: one\nschedule: { cron: "0 0 2 * * ?" }\nsource: { datasource: erp, table: t, where: "d = ${bizdate}" }\nsink: { datasource: ods, table: t }\n',
    });
    const conforms = publishedSchema('compile');
    for (const more of [[], ['one', '--fire', '2026-03-02T02:00:00+08:00']]) {
      const { stdout } = await sluice(['compile', ...more, '--output', 'json'], { cwd: folder.path });
      conforms(JSON.parse(stdout));
      expect(conforms.errors ?? []).toEqual([]);
    }
    const bound = await sluice(['compile', 'one', '--fire', '2026-03-02T02:00:00+08:00'], { cwd: folder.path });
    expect(() => void JSON.parse(bound.stdout)).not.toThrow();
  });

  test('compile binds the window of what runs after others by the clock above it', async () => {
    await using folder = await tempDir();
    const command = 'command: [echo, "${window.start:yyyy-MM-dd HH:mm}"]';
    await writeBaseProject(folder.path, {
      'pipelines/one.yaml': 'name: one\nschedule: { every: 1h }\ncommand: [date]\n',
      'pipelines/two.yaml': 'name: two\ndependsOn: [one]\ncommand: [date]\n',
      'pipelines/three.yaml': `name: three\ndependsOn: { any: [two] }\n${command}\n`,
    });
    const bound = await sluice(['compile', 'three', '--fire', '2026-03-02T10:00:00+08:00'], { cwd: folder.path });
    expect(bound.stdout).toContain('2026-03-02 09:00');
  });

  test('check says who owns each pipeline, in JSON', async () => {
    await using folder = await tempDir();
    await broken(folder.path, 1);
    await writeBaseProject(folder.path, { 'pipelines/p0.yaml': 'name: p0\n', CODEOWNERS: '* @org/data\n' });
    const { stdout } = await sluice(['check', '--output', 'json'], { cwd: folder.path });
    expect(JSON.parse(stdout)).toHaveProperty('owners', [
      { pipeline: 'p0', file: 'pipelines/p0.yaml', owners: ['@org/data'], from: 'CODEOWNERS' },
    ]);
  });
});
