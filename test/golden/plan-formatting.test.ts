import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { compileProject, planChanges, sideOf, type CompilationResult, type Plan } from '../../src/compiler/index.ts';
import { rewritten, type Writing } from '../support/rewrite-definition.ts';
import { tempDir } from '../support/temp-dir.ts';
import { plainYaml, VALID_DATASOURCES, VALID_PIPELINES, VALID_PROJECT } from '../support/valid-definitions.ts';
import { writeFiles } from '../support/write-files.ts';

const RUNS = Number(process.env['SLUICE_PROPERTY_RUNS'] ?? 15);

const writings: fc.Arbitrary<Writing> = fc.record({
  language: fc.constantFrom('yaml', 'flow', 'json', 'typescript'),
  quotes: fc.constantFrom('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE'),
  comments: fc.boolean(),
  anchors: fc.boolean(),
  exponents: fc.boolean(),
  order: fc.constantFrom('sorted', 'reversed', 'own'),
  saysDefaults: fc.boolean(),
});

type Values = Readonly<Record<string, unknown>>;
type Files = Readonly<Record<string, string>>;

/** Definitions in their files, each written another way where there are ways for it. */
function filesOf(folder: string, definitions: readonly Values[], ways: readonly Writing[] = []): Files {
  return Object.fromEntries(
    definitions.map((definition, index) => {
      const way = ways[index];
      const { ending, text } =
        way === undefined ? ({ ending: 'yaml', text: plainYaml(definition) } as const) : rewritten(definition, way);
      return [`${folder}/${index}.${ending}`, text];
    }),
  );
}

async function compiled(files: Files, environment = 'default'): Promise<CompilationResult> {
  await using folder = await tempDir();
  await writeFiles(folder.path, files);
  const result = await compileProject(folder.path, { environment });
  const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ code, file, message }) => `${code} ${file} ${message}`)).toEqual([]);
  return result;
}

function plan(base: CompilationResult, head: CompilationResult): Plan {
  return planChanges(sideOf(base, { kind: 'folder' }), sideOf(head, { kind: 'folder' }), {
    project: 'shop',
    environment: 'default',
    now: Date.parse('2026-03-02T10:00:00Z'),
    specOf: () => undefined,
    ownersOf: () => [],
    fileOf: () => undefined,
    moves: new Map(),
    diagnostics: [],
  });
}

/** What a plan says that is not empty. */
const said = ({ changes }: Plan): readonly string[] =>
  changes.flatMap(({ pipeline, action, values }) => [
    `${pipeline} ${action}`,
    ...values.map(({ path: pointer, before, after }) => `${pointer} ${JSON.stringify([before, after])}`),
  ]);

const PROJECT = { 'sluice.yaml': plainYaml(VALID_PROJECT), ...filesOf('datasources', VALID_DATASOURCES) };

describe('a change that means nothing', () => {
  test('another way to write the same definitions is an empty plan', async () => {
    const base = await compiled({ ...PROJECT, ...filesOf('pipelines', VALID_PIPELINES) });
    expect(base.pipelines).toHaveLength(VALID_PIPELINES.length);
    const ways = fc.array(writings, { minLength: VALID_PIPELINES.length, maxLength: VALID_PIPELINES.length });
    await fc.assert(
      fc.asyncProperty(ways, async (chosen) => {
        const head = await compiled({ ...PROJECT, ...filesOf('pipelines', VALID_PIPELINES, chosen) });
        expect(head.pipelines).toHaveLength(base.pipelines.length);
        expect(said(plan(base, head))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test('another way to write the same datasources is an empty plan', async () => {
    const pipelines = filesOf('pipelines', VALID_PIPELINES);
    const base = await compiled({ ...PROJECT, ...pipelines });
    const ways = fc.array(writings, { minLength: VALID_DATASOURCES.length, maxLength: VALID_DATASOURCES.length });
    await fc.assert(
      fc.asyncProperty(ways, async (chosen) => {
        const yaml = chosen.map((way): Writing => ({
          ...way,
          language: way.language === 'typescript' ? 'yaml' : way.language,
          saysDefaults: false,
        }));
        const datasources = filesOf('datasources', VALID_DATASOURCES, yaml);
        expect(said(plan(base, await compiled({ ...PROJECT, ...pipelines, ...datasources })))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test.each(readdirSync('examples'))('the pipelines of %s, written in TypeScript', async (name) => {
    const folder = path.join('examples', name);
    const read = (files: readonly string[]): Files =>
      Object.fromEntries(files.map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
    const inFolder = (part: string): string[] =>
      readdirSync(path.join(folder, part))
        .filter((file) => file.endsWith('.yaml'))
        .map((file) => `${part}/${file}`);
    const project = read(['sluice.yaml', ...inFolder('datasources')]);
    const pipelines = read(inFolder('pipelines'));
    const typescript = Object.fromEntries(
      Object.entries(pipelines).map(([file, text]) => [
        file.replace(/yaml$/, 'ts'),
        `export default ${JSON.stringify(parseAllDocuments(text).map((document) => document.toJS() as unknown))}\n`,
      ]),
    );
    const [base, head] = [await compiled({ ...project, ...pipelines }), await compiled({ ...project, ...typescript })];
    expect(base.pipelines.length).toBeGreaterThan(0);
    expect(said(plan(base, head))).toEqual([]);
  });

  test('the checkpoints of a batch that can be taken up again, said or not', async () => {
    const of = (checkpoint: object): Files => {
      const [orders] = VALID_PIPELINES;
      return { ...PROJECT, ...filesOf('pipelines', [{ ...orders, settings: { resume: 'id', ...checkpoint } }]) };
    };
    const [base, same, other] = [{}, { checkpoint: '60s' }, { checkpoint: '2m' }].map(of);
    const compiledBase = await compiled(base ?? {});
    expect(said(plan(compiledBase, await compiled(same ?? {})))).toEqual([]);
    expect(said(plan(compiledBase, await compiled(other ?? {})))).toContain('/settings/checkpoint ["1m","2m"]');
  });

  test('another environment is another, and an overlay that says the same says nothing', async () => {
    const pipelines = filesOf('pipelines', VALID_PIPELINES);
    const changed = structuredClone(VALID_PROJECT) as { environments: Record<string, unknown> };
    changed.environments['test'] = {
      datasources: { erp: { host: 'erp-db.example', port: 3306 } },
      params: { region: 'north' },
    };
    changed.environments['prod'] = { datasources: { erp: { host: 'erp.elsewhere' } } };
    const base = await compiled({ ...PROJECT, ...pipelines });
    const files = { ...PROJECT, ...pipelines, 'sluice.yaml': plainYaml(changed) };
    expect(said(plan(base, await compiled(files)))).toEqual([]);
    const inTest = await compiled(files, 'test');
    expect(said(plan(base, inTest))).toEqual([]);
    const inProd = plan(await compiled({ ...PROJECT, ...pipelines }, 'prod'), await compiled(files, 'prod'));
    expect(said(inProd)).toContain('/datasources/erp/host ["erp.prod","erp.elsewhere"]');
  });
});
