import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sluice } from '../support/sluice-program.ts';
import { typed } from '../support/pseudo-terminal.ts';
import { tempDir } from '../support/temp-dir.ts';

const DOWN = '\u001B[B';

describe('sluice init', () => {
  test('asks three things on a terminal', async () => {
    await using folder = await tempDir();
    const shown = await typed('init shop', folder.path, [
      [/name of the project/, '\r'],
      [/what runs the jobs/, `${DOWN}${DOWN}\r`],
      [/time zone/, '\r'],
    ]);
    expect(shown).toContain('code 0');
    const text = await readFile(path.join(folder.path, 'shop', 'sluice.yaml'), 'utf8');
    expect(text).toContain('name: shop\n');
    expect(text).toContain('timeZone: Asia/Shanghai\n');
    expect(text).toContain('type: chunjun\n');
  });

  test('writes nothing where the questions are broken off', async () => {
    await using folder = await tempDir();
    expect(await typed('init shop', folder.path, [[/name of the project/, '\u0003']])).toContain('code 130');
    await expect(readFile(path.join(folder.path, 'shop', 'sluice.yaml'))).rejects.toThrow('ENOENT');
  });

  test('makes a project that checks, tests and runs, without a question', async () => {
    await using folder = await tempDir();
    const cwd = path.join(folder.path, 'My Shop');
    expect(await sluice(['init', 'My Shop'], { cwd: folder.path })).toMatchObject({ code: 0 });
    expect(await readFile(path.join(cwd, 'sluice.yaml'), 'utf8')).toContain('name: my-shop\n');
    expect(await sluice(['check'], { cwd })).toMatchObject({ code: 0, stdout: expect.stringMatching(/^ok/) as string });
    expect(await sluice(['fmt', '--check'], { cwd })).toMatchObject({ code: 0 });
    expect(await sluice(['test'], { cwd })).toMatchObject({ code: 0 });
    expect(await sluice(['run', 'orders'], { cwd })).toMatchObject({ code: 0 });
  });

  test.each(['mysql-to-mysql', '02-incremental', 'demo'])('begins with the example %s', async (example) => {
    await using folder = await tempDir();
    expect(await sluice(['init', 'x', '--from', example], { cwd: folder.path })).toMatchObject({ code: 0 });
    expect(await sluice(['check'], { cwd: path.join(folder.path, 'x') })).toMatchObject({ code: 0 });
  });

  test.each([
    [['init', '--from', 'mysql-to-mysq'], 64, 'did you mean `mysql-to-mysql`?'],
    [['init', '--engine', 'flinx'], 64, 'did you mean `flinkx`?'],
    [['init', '--name', 'My Shop'], 64, 'is no name of a project'],
  ] as const)('refuses %j', async (args, code, text) => {
    await using folder = await tempDir();
    const ended = await sluice(args, { cwd: folder.path });
    expect(ended.code).toBe(code);
    expect(ended.stderr).toContain(text);
  });
});

describe('sluice fmt', () => {
  const UGLY = "name:   a\r\nschedule: {every: 5m}\r\ncommand: [ 'true' ]   #why\r\n";
  const FORMATTED = 'name: a\r\nschedule: { every: 5m }\r\ncommand: ["true"] # why\r\n';

  test('formats what people write, checks it, and leaves what is broken', async () => {
    await using folder = await tempDir();
    const file = path.join(folder.path, 'pipelines', 'a.yaml');
    await mkdir(path.dirname(file));
    await writeFile(
      path.join(folder.path, 'sluice.yaml'),
      'name: shop\nedition: 2026\nengines:\n  here: { type: local }\n',
    );
    await writeFile(file, UGLY);
    const run = (...args: string[]): ReturnType<typeof sluice> => sluice(['fmt', ...args], { cwd: folder.path });
    expect(await run('--check')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('pipelines/a.yaml') as string,
    });
    expect((await run('--diff')).stdout).toContain('+schedule: { every: 5m }');
    expect(await readFile(file, 'utf8')).toBe(UGLY);
    expect(await run()).toMatchObject({ code: 0 });
    expect(await readFile(file, 'utf8')).toBe(FORMATTED);
    expect(await run('--check')).toMatchObject({ code: 0 });
    await writeFile(file, 'name: [\n');
    const broken = await run();
    expect(broken.code).toBe(1);
    expect(broken.stderr).toContain('`pipelines/a.yaml` is left as it is');
  });
});
