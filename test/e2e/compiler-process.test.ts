import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CompilerProcess } from '../../src/runtime/definitions/compiler-process.ts';
import { createVirtualClock, type VirtualClock } from '../../src/runtime/observe/virtual-clock.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const PROGRAM = path.resolve(import.meta.dirname, '../../dist/workers/definitions.worker.js');
const pipeline = (name: string, says = name): string =>
  `name: ${name}\nschedule: { every: 1h }\ncommand: [echo, ${says}]\n`;

describe('the process that compiles', () => {
  let folder: TempDir;
  let clock: VirtualClock;
  let compiler: CompilerProcess;
  const cacheFolder = (): string => path.join(folder.path, '.sluice/cache');
  const processOf = (program: string, idleMs = 60_000): CompilerProcess =>
    new CompilerProcess({
      program,
      compilerOptions: { environment: 'default', cacheFolder: cacheFolder() },
      clock,
      idleMs,
    });

  beforeEach(async () => {
    folder = await tempDir();
    clock = createVirtualClock(0);
    await writeFiles(folder.path, {
      'sluice.yaml': 'name: shop\nedition: 2026\ndefaults: { engine: here }\nengines: { here: { type: command } }\n',
      'pipelines/a.yaml': pipeline('a'),
      'pipelines/b.yaml': pipeline('b'),
    });
    compiler = processOf(PROGRAM);
  });
  afterEach(async () => {
    await compiler.close();
    await folder[Symbol.asyncDispose]();
  });

  test('gives what a compilation gives, and of what is known its digest alone', async () => {
    const first = await compiler.compile(folder.path);
    expect(first.compilation).toMatchObject({ project: 'shop', diagnostics: [], incomplete: false, files: 2 });
    const [a, b] = first.compilation.pipelines;
    expect(JSON.parse(a?.bytes ?? '')).toEqual(a?.artefact);
    await writeFile(path.join(folder.path, 'pipelines/b.yaml'), pipeline('b', 'B'));
    const known = new Map([a, b].flatMap((each) => (each === undefined ? [] : [[each.name, each.digest] as const])));
    const second = await compiler.compile(folder.path, known);
    const [sameA, otherB] = second.compilation.pipelines;
    expect(second.revision).not.toBe(first.revision);
    expect(sameA?.digest).toBe(a?.digest);
    expect(() => sameA?.artefact).toThrow('the artefact of a was known');
    expect(otherB?.artefact).toMatchObject({ pipeline: { name: 'b' } });
  });

  test('brings findings and names what gave no pipeline', async () => {
    await writeFile(path.join(folder.path, 'pipelines/b.yaml'), 'name: b\nschedul: { every: 1h }\ncommand: [echo]\n');
    const { compilation } = await compiler.compile(folder.path);
    expect(compilation.incomplete).toBe(true);
    expect(compilation.diagnostics).toMatchObject([{ code: 'SL0201', file: 'pipelines/b.yaml' }]);
    expect(compilation.definitions).toMatchObject([{ name: 'b' }]);
  });

  test('leaves what nobody waits for any more to a newer question', async () => {
    const given = compiler.compile(folder.path).catch((error: unknown) => error);
    await writeFile(path.join(folder.path, 'pipelines/b.yaml'), pipeline('b', 'B'));
    const { compilation } = await compiler.compile(folder.path);
    expect(await given).toMatchObject({ code: 'SOURCE_UNREADABLE' });
    expect(compilation.pipelines.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  test('takes no answer to another question for its own', async () => {
    const late = path.join(folder.path, 'late.mjs');
    await writeFile(
      late,
      `process.on('message', ({ id }) => {
         process.send({ id: id - 1, thrown: 'of the one before' });
         process.send({ id, thrown: 'its own' });
       });`,
    );
    const answering = processOf(late);
    await expect(answering.compile(folder.path)).rejects.toThrow('its own');
    await expect(answering.compile(folder.path)).rejects.toThrow('its own');
    await answering.close();
  });

  test('ends when nobody has asked for long, and is there at the next question', async () => {
    await compiler.compile(folder.path);
    await clock.advance(30_000);
    // the last question counts, and the one before has no timer any more
    const first = await compiler.compile(folder.path);
    expect(compiler.isRunning).toBe(true);
    await clock.advance(59_000);
    expect(compiler.isRunning).toBe(true);
    await clock.advance(1_000);
    expect(compiler.isRunning).toBe(false);
    expect((await compiler.compile(folder.path)).revision).toBe(first.revision);
  });

  test('has kept what it came to before it ends, however soon that is', async () => {
    const soon = processOf(PROGRAM, 200);
    await soon.compile(folder.path);
    const outcome = expect.stringMatching(/^outcome\.[^.]+$/);
    await vi.waitFor(async () => expect(await readdir(cacheFolder())).toContainEqual(outcome), { timeout: 10_000 });
    expect(soon.isRunning).toBe(true);
    await clock.advance(200);
    expect(soon.isRunning).toBe(false);
  });

  test('one that falls is an error that is tried again', async () => {
    const falling = path.join(folder.path, 'falling.mjs');
    await writeFile(falling, "process.on('message', () => process.exit(7))");
    const broken = processOf(falling);
    const expected = { code: 'SOURCE_UNREADABLE', retryable: true };
    await expect(broken.compile(folder.path)).rejects.toMatchObject(expected);
    await expect(broken.compile(folder.path)).rejects.toMatchObject(expected);
    await broken.close();
    await expect(processOf(path.join(folder.path, 'none.mjs')).compile(folder.path)).rejects.toMatchObject(expected);
  });
});
