import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyCommand } from '../../src/cli/commands/apply.ts';
import { EndOfVerb } from '../../src/cli/exit-code.ts';
import { refuseSeveral } from '../../src/cli/plan/write-plan.ts';
import { applyText } from '../../src/cli/views/apply-view.ts';
import { savedPlanText, type SavedPlan } from '../../src/compiler/index.ts';
import { catalogueOf, wordsOf, type Message } from '../../src/message/index.ts';
import type { ApplyJson, DifferenceJson } from '../../src/server/index.ts';
import { sampleArtefact } from '../support/runtime/sample-artefact.ts';
import { SAMPLE_VERSION, samplePlan } from '../support/saved-plan.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';

const GOLDEN = path.join(import.meta.dirname, 'apply');
/** `UPDATE_GOLDEN=1` writes what is said now. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

const hex = (digit: string): string => `sha256:${digit.repeat(64)}`;
const saved = samplePlan(
  [sampleArtefact('orders')],
  [sampleArtefact('orders', { owner: 'bob' }), sampleArtefact('new')],
);
const one = samplePlan([], [sampleArtefact('new')]);
const empty = samplePlan([], []);
const differences: readonly DifferenceJson[] = [
  { pipeline: 'changed', expected: hex('a'), found: hex('b'), planned: hex('c') },
  { pipeline: 'created-between', expected: null, found: hex('b'), planned: hex('c') },
  { pipeline: 'deleted-between', expected: hex('a'), found: null, planned: hex('c') },
  { pipeline: 'done', expected: hex('a'), found: hex('c'), planned: hex('c') },
  { pipeline: '已删除', expected: hex('a'), found: null, planned: null },
];
const answer = (
  plan: SavedPlan,
  outcome: ApplyJson['outcome'],
  different: readonly DifferenceJson[] = [],
): ApplyJson => {
  const { project, environment, seal, revision, changes } = plan;
  return { formatVersion: '1.0', outcome, project, environment, seal, revision, changes, differences: different };
};
const against = (ref: string): SavedPlan => ({ ...saved, base: { kind: 'git', ref, digest: hex('0') } });

const OUTCOMES: readonly (readonly [string, ApplyJson, SavedPlan])[] = [
  ['applied', answer(saved, 'applied'), saved],
  ['one change applied', answer(one, 'applied'), one],
  ['applied before', answer(saved, 'applied-already'), saved],
  ['nothing to do', answer(empty, 'applied-already'), empty],
  ['refused', answer(saved, 'refused', differences), saved],
  ['refused, of a plan against a commit', answer(saved, 'refused', differences.slice(0, 1)), against('origin/main')],
];

describe.each(['en', 'zh'] as const)('what `sluice apply` says (%s)', (language) => {
  let folder: TempDir;
  beforeAll(async () => {
    folder = await tempDir();
    await writeFile(path.join(folder.path, 'sluice.yaml'), 'name: other\nedition: 2026\n');
    await mkdir(path.join(folder.path, 'folder'));
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(path.join(folder.path, name), text);
    return name;
  };
  const refusal = async (work: () => unknown): Promise<EndOfVerb> => {
    try {
      await work();
    } catch (error) {
      if (error instanceof EndOfVerb) return error;
      throw error;
    }
    throw new Error('it was not refused');
  };

  test('stands in the golden file', async () => {
    const catalogue = await catalogueOf(language);
    const words = (said: string | Message | undefined): string =>
      said === undefined || typeof said === 'string' ? (said ?? '') : wordsOf(said, catalogue);
    const apply =
      (name: string, flags: Record<string, unknown> = {}) =>
      () =>
        applyCommand({ chdir: folder.path, lang: language, quiet: true, yes: true, ...flags }, [
          path.join(folder.path, name),
        ]);
    const text = savedPlanText(saved);
    const refusals: readonly (readonly [string, () => unknown])[] = [
      ['no such file', apply('none.json')],
      ['a folder', apply('folder')],
      ['a file that was cut off', apply(await file('cut.json', text.slice(0, -9)))],
      ['another file', apply(await file('other.json', '{"name": "x"}'))],
      ['what plan prints', apply(await file('document.json', JSON.stringify(saved.plan)))],
      ['parts missing', apply(await file('parts.json', JSON.stringify({ ...saved, changes: [1] })))],
      ['another format', apply(await file('format.json', JSON.stringify({ ...saved, formatVersion: '2.0' })))],
      ['another version', apply(await file('version.json', JSON.stringify({ ...saved, sluice: '9.9.9' })))],
      ['edited', apply(await file('edited.json', JSON.stringify({ ...saved, revision: 'mine' })))],
      ['an artefact edited', apply(await file('artefact.json', text.replace('"owner":"bob"', '"owner":"eve"')))],
      ['an artefact missing', apply(await file('missing.json', JSON.stringify({ ...saved, artefacts: {} })))],
      ['another environment', apply(await file('plan.json', text), { env: 'prod' })],
      ['nobody to ask', apply('plan.json', { yes: false })],
      ['another project', apply('plan.json')],
      ['no server', apply('plan.json', { server: 'http://127.0.0.1:9' })],
      ['several environments', () => refuseSeveral(['prod', 'test'])],
    ];
    const sections: string[] = [];
    for (const [name, given, plan] of OUTCOMES) {
      const { done = '', refused = '' } = applyText(given, plan, words);
      sections.push(`-- ${name} --\n${done}${refused}\n`);
    }
    for (const [name, work] of refusals) {
      const { said, help } = await refusal(work);
      sections.push(`-- ${name} --\n${words(said)}\n${words(help)}\n`);
    }
    const found = sections.join('\n').replaceAll(`${folder.path}/`, '').replaceAll(SAMPLE_VERSION, '<this version>');
    const golden = path.join(GOLDEN, `${language}.txt`);
    if (UPDATE) await writeFile(golden, found);
    expect(found).toBe(await readFile(golden, 'utf8'));
  });
});
