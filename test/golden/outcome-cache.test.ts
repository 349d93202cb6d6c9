import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commitBase } from '../../src/cli/plan/commit-base.ts';
import { makePlan } from '../../src/cli/plan/make-plan.ts';
import { compileOutcome, toPlanDocument, type CompilationOutcome } from '../../src/compiler/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { commitAll } from '../support/git-repository.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const NOW = Date.parse('2026-03-02T10:00:00Z');
/** On a busy machine fewer projects are tried. */
const AS_LONG_MS = 60_000;

const load = (name: string, from: string, into: string, more = ''): string => `name: ${name}
schedule: { cron: "0 0 2 * * ?" }
${more}source: { datasource: erp, table: ${from}, columns: [id bigint, note text] }
sink: { datasource: ods, table: ${into}, mode: upsert, key: [id] }
`;
const after = (name: string, upstream: string): string => `name: ${name}\ndependsOn: [${upstream}]\ncommand: [date]\n`;
const datasource = (name: string, host: string): string =>
  `name: ${name}\ntype: mysql\nhost: ${host}\nport: 3306\ndatabase: ${name}\nusername: u\npassword: \${secret:env/P}\n`;
const settings = (more: string): string =>
  `name: shop\nedition: 2026\ndefaults: { timeZone: Asia/Shanghai, engine: here${more} }\nengines:\n  here: { type: local }\n`;
const snapshot = (type: string): string =>
  JSON.stringify({
    formatVersion: 1,
    datasource: 'erp',
    tables: { t: { columns: [{ name: 'id', type }] } },
  });

/** Texts that a file of the project may have; undefined = it is not there. */
const TEXTS: Readonly<Record<string, readonly (string | undefined)[]>> = {
  'sluice.yaml': [
    settings(''),
    settings(', owner: team'),
    settings(', priority: 3'),
    'name: shop\nedition: [',
    undefined,
  ],
  'datasources/erp.yaml': [datasource('erp', 'one'), datasource('erp', 'two'), 'name: erp\n', undefined],
  'datasources/ods.yaml': [datasource('ods', 'one'), 'name: ods\ntype: mysql\nhost: h\npassword: hunter2\n'],
  'schemas/erp.json': [undefined, snapshot('bigint'), snapshot('int'), '{'],
  CODEOWNERS: [undefined, '* @all\n', 'pipelines/a.yaml @a\n', '[half\n* nobody\n'],
  'pipelines/a.yaml': [
    load('a', 'a', 'a'),
    load('a', 'a2', 'a', 'owner: me\n'),
    load('a', 'a', 'b'),
    load('b', 'a', 'a'),
    load('a', 'a', 'a', 'dependsOn: [d]\n'),
    'name: a\nschedule: [',
    undefined,
  ],
  'pipelines/b.yaml': [
    load('b', 'b', 'b'),
    load('b', 'a', 'a'),
    load('b', '[t1, t2]', 'x'),
    load('z', 'b', 'b', 'moved: { from: b }\n'),
  ],
  'pipelines/c.yaml': [after('c', 'a'), after('c', 'a, b'), 'name: c\n', undefined],
  'pipelines/d.yaml': [after('d', 'c'), after('d', 'missing'), undefined],
  'pipelines/e.ts': [
    "import { name } from './_names'\nexport default { name, schedule: 'manual', command: ['date'] }\n",
    "import { name } from '../lib/names'\nexport default { name, schedule: 'manual', command: ['date'] }\n",
    "export default [{ name: 'e', schedule: 'manual', command: ['date'] }, { name: 'f', command: 'date' }]\n",
    undefined,
  ],
  'pipelines/_names.ts': ["export const name = 'e'\n", "export const name = 'g'\n", 'export const = 1\n', undefined],
  'lib/names.ts': ["export const name = 'h'\n", "export const name = 'i'\n", undefined],
};

/** Mostly the first text of each file, so that a change is small. */
const project = fc.record(
  Object.fromEntries(
    Object.entries(TEXTS).map(([file, texts]) => [
      file,
      fc.oneof({ weight: 4, arbitrary: fc.constant(texts[0]) }, { weight: 1, arbitrary: fc.constantFrom(...texts) }),
    ]),
  ),
);

/** What may befall the files of the cache. */
const BEFALLS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  nothing: (bytes) => bytes,
  'its end is lost': (bytes) => bytes.subarray(0, bytes.length >> 1),
  'a byte of a text turns': (bytes) => withByte(bytes, 200),
  'a byte of the index turns': (bytes) => withByte(bytes, bytes.length - 200),
  'another version wrote it': (bytes) =>
    Buffer.concat([Buffer.from('sluice-texts 0'), bytes.subarray('sluice-texts 0'.length)]),
  'it is empty': () => Buffer.alloc(0),
};

function withByte(bytes: Buffer, at: number): Buffer {
  const turned = Buffer.from(bytes);
  const place = Math.max(0, Math.min(turned.length - 1, at));
  turned[place] = (turned[place] ?? 0) ^ 1;
  return turned;
}

async function lay(folder: string, files: Readonly<Record<string, string | undefined>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    if (text === undefined) await rm(path.join(folder, file), { force: true });
    else await writeFiles(folder, { [file]: text });
  }
}

async function filesOf(cache: string): Promise<readonly string[]> {
  const entries = await readdir(cache, { recursive: true }).catch(() => []);
  return entries.filter((each) => path.basename(each).startsWith('outcome.')).map((each) => path.join(cache, each));
}

/** All that an outcome says, its artefacts to the byte. */
function told(outcome: CompilationOutcome): object {
  const { project: name, environment, diagnostics, definitions = [], moves, ownerships, files, fileNames } = outcome;
  const { incomplete, digest, policies, pipelines } = outcome;
  return {
    ...{ name, environment, diagnostics, files, fileNames, incomplete, digest, policies },
    ownerships: [...(ownerships ?? [])],
    moves: [...(moves ?? [])],
    definitions: definitions.map(({ name: each, at, owner, dependsOn, isFamily }) => [
      each,
      at,
      owner,
      dependsOn,
      isFamily,
    ]),
    pipelines: pipelines.map(({ name: each, family, digest: fixed, bytes, artefact }) => [
      ...[each, family, fixed, bytes],
      JSON.parse(JSON.stringify(artefact)),
    ]),
  };
}

describe('an outcome from the cache', () => {
  test('is what a compilation comes to, whatever was edited and whatever befell the cache', async () => {
    await using folder = await tempDir();
    const [root, cache] = [path.join(folder.path, 'root'), path.join(folder.path, 'cache')];
    await writeBaseProject(root, {});
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(project, fc.constantFrom(...Object.keys(BEFALLS))), { minLength: 1, maxLength: 3 }),
        async (states) => {
          for (const [files, befalls] of states) {
            await lay(root, files);
            for (const file of await filesOf(cache))
              await writeFile(file, BEFALLS[befalls]?.(await readFile(file)) ?? '');
            const compiled = told(await compileOutcome(root));
            const options = { cacheFolder: cache };
            // the first two write at once, the third reads what one of them has written
            const [one, two] = await Promise.all([compileOutcome(root, options), compileOutcome(root, options)]);
            expect([told(one), told(two)]).toEqual([compiled, compiled]);
            expect(told(await compileOutcome(root, options))).toEqual(compiled);
          }
        },
      ),
      { numRuns: 20, interruptAfterTimeLimit: AS_LONG_MS },
    );
  }, 120_000);

  test('makes the plan that a compilation makes, to the byte', async () => {
    await using folder = await tempDir();
    const root = path.join(folder.path, 'root');
    await writeBaseProject(root, {});
    await fc.assert(
      fc.asyncProperty(project, fc.array(project, { minLength: 1, maxLength: 2 }), async (before, heads) => {
        await lay(root, before);
        await commitAll(root, 'base');
        const plan = async (options: object): Promise<string> => {
          const made = await makePlan(root, commitBase(root, 'HEAD'), { environment: 'default', ...options }, NOW);
          return JSON.stringify(toPlanDocument(made.plan), undefined, 1);
        };
        for (const head of heads) {
          await lay(root, head);
          const compiled = await plan({});
          const options = { cacheFolder: path.join(folder.path, 'cache') };
          expect(await plan(options)).toBe(compiled);
          expect(await plan(options)).toBe(compiled);
        }
      }),
      { numRuns: 8, interruptAfterTimeLimit: AS_LONG_MS },
    );
  }, 120_000);

  test('is read and not made again where no file has changed', async () => {
    await using folder = await tempDir();
    const [root, cache] = [path.join(folder.path, 'root'), path.join(folder.path, 'cache')];
    await writeBaseProject(root, {});
    await lay(root, Object.fromEntries(Object.entries(TEXTS).map(([file, texts]) => [file, texts[0]])));
    await compileOutcome(root, { cacheFolder: cache });
    const [file = ''] = await filesOf(cache);
    const written = await stat(file);
    await compileOutcome(root, { cacheFolder: cache });
    expect((await stat(file)).ino).toBe(written.ino);
    // one byte of what is read in place of what is compiled
    await writeFiles(root, { 'pipelines/_names.ts': "export const name = 'other'\n" });
    const { pipelines } = await compileOutcome(root, { cacheFolder: cache });
    expect(pipelines.map(({ name }) => name)).toContain('other');
  });
});
