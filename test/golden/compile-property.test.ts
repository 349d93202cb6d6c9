import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { compileProject, renderJob } from '../../src/compiler/index.ts';
import { compiledValues } from '../support/plan-of-values.ts';
import { tempDir } from '../support/temp-dir.ts';
import {
  plainYaml,
  VALID,
  VALID_DATASOURCES,
  VALID_PIPELINES,
  VALID_PROJECT,
  writtenFiles,
  type ProjectValues,
} from '../support/valid-definitions.ts';
import { writeFiles } from '../support/write-files.ts';

/** Words of the language, texts with traps in them, and anything else that YAML can hold. */
const scalar = fc.oneof(
  fc.constantFrom(
    '',
    '*',
    'id',
    'mysql',
    'constructor',
    'toString',
    'upsert',
    '${',
    '${}',
    '${bizdat}',
    "${fire:yyyy'",
    '$${x}',
    '0 0 3 * * ?',
    '5m',
    '名',
  ),
  fc.constantFrom(null, true, 0, -1, 1.5, 1e21),
  fc.string({ maxLength: 12 }),
);
const key = fc.oneof(
  fc.constantFrom(
    'name',
    'source',
    'sink',
    'columns',
    'options',
    'schedule',
    'cron',
    'value',
    'toString',
    'constructor',
  ),
  fc.string({ maxLength: 6 }),
);
const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  ),
}));

/** A definition with one part replaced, taken away, or put under another key. */
function mutated(
  whole: unknown,
  pick: readonly number[],
  change: 'replace' | 'remove' | 'rename',
  by: unknown,
  name: string,
): unknown {
  if (typeof whole !== 'object' || whole === null || pick.length === 0) return change === 'remove' ? null : by;
  const [first = 0, ...rest] = pick;
  const keys = Object.keys(whole);
  const chosen = keys[first % Math.max(keys.length, 1)];
  if (chosen === undefined) return by;
  const inner = (whole as Record<string, unknown>)[chosen];
  const last = rest.length === 0 || typeof inner !== 'object' || inner === null;
  const entries = Object.entries(whole).flatMap(([each, value]): [string, unknown][] => {
    if (each !== chosen) return [[each, value]];
    if (!last) return [[each, mutated(value, rest, change, by, name)]];
    return change === 'remove' ? [] : change === 'rename' ? [[name, value]] : [[each, by]];
  });
  return Array.isArray(whole) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

const mutation = fc.record({
  pick: fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }),
  change: fc.constantFrom('replace' as const, 'remove' as const, 'rename' as const),
  by: anything,
  name: key,
});

/** Every pipeline is compiled, or an error says why not; nothing is lost and nothing is thrown. */
function expectOutcome(values: ProjectValues): void {
  const { pipelines, diagnostics } = compiledValues(values);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  // a list of tables is a family: one pipeline for each, which together are one definition
  const definitions = new Set(pipelines.map(({ artefact: { pipeline } }) => pipeline.family ?? pipeline.name));
  if (errors.length === 0) expect(definitions.size).toBe(values.pipelines.length);
  expect(definitions.size).toBeLessThanOrEqual(values.pipelines.length);
  for (const { bytes } of pipelines) expect(() => JSON.parse(bytes) as unknown).not.toThrow();
}

describe('compile', () => {
  test('takes the definitions that the others are made of', () => {
    const { pipelines, diagnostics } = compiledValues(VALID);
    expect(diagnostics).toEqual([]);
    expect(pipelines).toHaveLength(VALID_PIPELINES.length);
  });

  test('never throws for a value, whatever it is', () => {
    fc.assert(
      fc.property(anything, anything, anything, (project, datasource, pipeline) => {
        expectOutcome({ project, datasources: [datasource], pipelines: [pipeline] });
        expectOutcome({ ...VALID, pipelines: [pipeline] });
        expectOutcome({ ...VALID, datasources: [datasource] });
      }),
      { numRuns: 200 },
    );
  });

  test('compiles or refuses a pipeline with one part changed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...VALID_PIPELINES), mutation, (pipeline, { pick, change, by, name }) => {
        expectOutcome({ ...VALID, pipelines: [mutated(pipeline, pick, change, by, name)] });
      }),
      { numRuns: 1500 },
    );
  });

  test('compiles or refuses when the project or a datasource has one part changed', () => {
    fc.assert(
      fc.property(fc.nat(VALID_DATASOURCES.length), mutation, (index, { pick, change, by, name }) => {
        const change1 = (value: unknown): unknown => mutated(value, pick, change, by, name);
        const datasources = VALID_DATASOURCES.map((each, at) => (at === index ? change1(each) : each));
        const project = index === VALID_DATASOURCES.length ? change1(VALID_PROJECT) : VALID_PROJECT;
        expectOutcome({ project, datasources, pipelines: VALID_PIPELINES });
      }),
      { numRuns: 500 },
    );
  });
});

describe('a file', () => {
  test('never makes a compilation throw, whatever is cut out of it or put into it', async () => {
    await using folder = await tempDir();
    const files = writtenFiles(VALID, plainYaml);
    await writeFiles(folder.path, files);
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 8 }),
      fc
        .constantFrom('\t', '\r\n', '\uFEFF', '---\n', '{{', '*a', '&a ', '!x ', '"', "'", ': ', '- ', '\u2028', '|\n')
        .map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(files)),
        fc.nat(),
        fc.nat(12),
        bytes,
        async (file, at, cut, put) => {
          const whole = Buffer.from(files[file] ?? '');
          const from = at % whole.length;
          const changed = Buffer.concat([whole.subarray(0, from), put, whole.subarray(from + cut)]);
          await writeFile(path.join(folder.path, file), changed);
          const { diagnostics, pipelines } = await compileProject(folder.path);
          await writeFile(path.join(folder.path, file), whole);
          if (pipelines.length < VALID_PIPELINES.length) expect(diagnostics).not.toEqual([]);
          for (const { range, message } of diagnostics) {
            expect(range.end.offset).toBeGreaterThanOrEqual(range.start.offset);
            expect(message).not.toBe('');
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('the digest', () => {
  test('is the same whatever the order of keys, the quotes and the comments', async () => {
    const first = await compiled(VALID, (value) => stringify(value));
    expect(first.digests).toHaveLength(VALID_PIPELINES.length);
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.constantFrom('PLAIN' as const, 'QUOTE_SINGLE' as const, 'QUOTE_DOUBLE' as const, 'BLOCK_LITERAL' as const),
        fc.boolean(),
        async (seed, style, flow) => {
          const again = await compiled(VALID, (value) =>
            commented(
              stringify(shuffled(value, seed), {
                defaultStringType: style,
                defaultKeyType: 'PLAIN',
                collectionStyle: flow ? 'flow' : 'block',
              }),
            ),
          );
          expect(again).toEqual(first);
        },
      ),
      { numRuns: 12 },
    );
  });
});

/** What a folder of such files compiles to: digests, and the job files as people see them. */
async function compiled(
  values: ProjectValues,
  write: (value: unknown) => string,
): Promise<{ digests: string[]; jobs: string[] }> {
  await using folder = await tempDir();
  await writeFiles(folder.path, writtenFiles(values, write));
  const { pipelines, diagnostics } = await compileProject(folder.path);
  expect(diagnostics).toEqual([]);
  return { digests: pipelines.map(({ digest }) => digest), jobs: pipelines.map(({ artefact }) => renderJob(artefact)) };
}

/** The same value with the keys of every mapping in another order. */
function shuffled(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, seed));
  if (typeof value !== 'object' || value === null) return value;
  const rank = (name: string): number =>
    [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0) + seed) % 9973, 7);
  const entries = Object.entries(value).map(([name, item]) => [name, shuffled(item, seed)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}

function commented(yaml: string): string {
  return `# before\n${yaml}\n# after\n`;
}
