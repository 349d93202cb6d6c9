import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileProject, ProjectCompiler, type CompilationOutcome } from '../../src/compiler/index.ts';
import { parseCase, writeCase } from '../support/check-case.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const CASES = path.join(import.meta.dirname, 'check');
const EXAMPLES = path.resolve(import.meta.dirname, '../../examples');

/** All that a daemon, a check or a plan takes from an outcome. */
function told(outcome: CompilationOutcome): unknown {
  const { project, diagnostics, pipelines, moves, incomplete, policies, digest, files, fileNames } = outcome;
  const artefacts = pipelines.map(({ name, family, bytes }) => ({ name, family, bytes }));
  return { project, diagnostics, artefacts, moves: [...(moves ?? [])], incomplete, policies, digest, files, fileNames };
}

describe('ProjectCompiler', async () => {
  test('says of every state of a folder what a compilation of everything says', async () => {
    await using folder = await tempDir();
    const compiler = new ProjectCompiler({});
    const states = (await readdir(CASES)).filter((name) => name.endsWith('.txt')).sort();
    expect(states.length).toBeGreaterThan(50);
    for (const state of states) {
      for (const entry of await readdir(folder.path)) await rm(path.join(folder.path, entry), { recursive: true });
      await writeCase(folder.path, parseCase(await readFile(path.join(CASES, state), 'utf8')));
      const { compilation } = await compiler.compile(folder.path);
      expect(told(compilation), state).toEqual(told(await compileProject(folder.path)));
    }
  });

  test.each(await readdir(EXAMPLES))(
    'the same as each file of the example %s goes, breaks and is back',
    async (name) => {
      await using folder = await tempDir();
      await cp(path.join(EXAMPLES, name), folder.path, { recursive: true });
      const compiler = new ProjectCompiler({});
      const holds = async (what: string): Promise<void> => {
        const { compilation } = await compiler.compile(folder.path);
        expect(told(compilation), what).toEqual(told(await compileProject(folder.path)));
      };
      await holds('as it is');
      const files = (await readdir(folder.path, { recursive: true })).filter((file) => /\.(ya?ml|ts|json)$/.test(file));
      for (const file of files.filter((each) => /^(sluice|pipelines|datasources|schemas)/.test(each))) {
        const place = path.join(folder.path, file);
        const before = await readFile(place);
        await rm(place);
        await holds(`without ${file}`);
        await writeFile(place, `${before.toString()}\n  ]: broken`);
        await holds(`with a broken ${file}`);
        await writeFile(place, before);
        await holds(`with ${file} again`);
      }
    },
  );

  const PROJECT = {
    'sluice.yaml': 'name: shop\nedition: 2026\ndefaults: { engine: here }\nengines: { here: { type: command } }\n',
    'pipelines/a.yaml': 'name: a\nschedule: { every: 1h }\ncommand: [echo, a]\n',
    'pipelines/b.yaml': 'name: b\nschedule: { every: 1h }\ncommand: [echo, b]\n',
    'pipelines/c.ts':
      "import { definePipeline } from 'sluice'\nimport { word } from './_words.ts'\n" +
      "export default ['c', 'd'].map((name) => definePipeline({ name, schedule: { every: '1h' }, command: ['echo', word(name)] }))\n",
    'pipelines/_words.ts': 'export const word = (name: string) => `word-of-${name}`\n',
  };

  test('compiles again what has changed, and nothing else', async () => {
    await using folder = await tempDir();
    await writeFiles(folder.path, PROJECT);
    const compiler = new ProjectCompiler({});
    const before = await compiler.compile(folder.path);
    expect(before.compilation.diagnostics).toEqual([]);
    expect(await compiler.compile(folder.path)).toBe(before);
    await writeFile(
      path.join(folder.path, 'pipelines/b.yaml'),
      PROJECT['pipelines/b.yaml'].replace('echo, b', 'echo, B'),
    );
    const after = await compiler.compile(folder.path);
    expect(after.revision).not.toBe(before.revision);
    const kept = after.compilation.pipelines.filter((each) => before.compilation.pipelines.includes(each));
    expect(kept.map(({ name }) => name)).toEqual(['a', 'c', 'd']);
    await writeFile(path.join(folder.path, 'pipelines/_words.ts'), 'export const word = (name: string) => name\n');
    const words = await compiler.compile(folder.path);
    expect(words.revision).not.toBe(after.revision);
    expect(told(words.compilation)).toEqual(told(await compileProject(folder.path)));
  });

  test('takes another folder of the same project for the same project', async () => {
    await using first = await tempDir();
    await using second = await tempDir();
    const compiler = new ProjectCompiler({});
    await writeFiles(first.path, PROJECT);
    await writeFiles(second.path, { ...PROJECT, 'pipelines/a.yaml': PROJECT['pipelines/a.yaml'].replace('1h', '2h') });
    const one = await compiler.compile(first.path);
    const other = await compiler.compile(second.path);
    const kept = other.compilation.pipelines.filter((each) => one.compilation.pipelines.includes(each));
    expect(kept.map(({ name }) => name)).toEqual(['b', 'c', 'd']);
  });

  test('keeps what it came to for another process, under the same revision', async () => {
    await using folder = await tempDir();
    await writeFiles(folder.path, PROJECT);
    const cacheFolder = path.join(folder.path, '.sluice/cache');
    const compiler = new ProjectCompiler({ cacheFolder });
    const made = await compiler.compile(folder.path);
    await compiler.keep();
    const restarted = new ProjectCompiler({ cacheFolder });
    const found = await restarted.compile(folder.path);
    expect(found.revision).toBe(made.revision);
    expect(told(found.compilation)).toEqual(told(made.compilation));
    expect(await restarted.keep()).toBeUndefined();
    await writeFile(
      path.join(folder.path, 'pipelines/b.yaml'),
      PROJECT['pipelines/b.yaml'].replace('echo, b', 'echo, B'),
    );
    const edited = await restarted.compile(folder.path);
    expect(told(edited.compilation)).toEqual(told(await compileProject(folder.path)));
  });
});
