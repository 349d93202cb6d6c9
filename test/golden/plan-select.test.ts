import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commitBase } from '../../src/cli/plan/commit-base.ts';
import { makePlan } from '../../src/cli/plan/make-plan.ts';
import { planAnswer } from '../../src/cli/plan/plan-answer.ts';
import { planQuestion, type QuestionFlags } from '../../src/cli/plan/plan-question.ts';
import { toPlanDocument, type PlanDocument } from '../../src/compiler/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { commitAll } from '../support/git-repository.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { sluice } from '../support/sluice-program.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const COMMAND = [
  process.execPath,
  '--import',
  import.meta.resolve('tsx'),
  path.resolve(import.meta.dirname, '../../src/cli/main.ts'),
];
const NOW = Date.parse('2026-03-02T10:00:00Z');

const daily = (name: string, hour: number, more = ''): string =>
  `name: ${name}\nschedule: { cron: "0 0 ${hour} * * ?" }\ncommand: ["true"]\n${more}`;

/** Six pipelines: a is moved, b is deleted, c is new, d has another hour, e has another owner, f stays. */
async function writeProject(root: string): Promise<void> {
  await writeBaseProject(root, {
    'pipelines/a.yaml': daily('a', 2, 'tags: [nightly]\n'),
    'pipelines/b.yaml': daily('b', 2, 'owner: shop\n'),
    'pipelines/d.yaml': daily('d', 2, 'tags: [old]\n'),
    'pipelines/e.yaml': daily('e', 2, 'owner: shop\n'),
    'pipelines/f.yaml': daily('f', 2),
  });
  await commitAll(root, 'base');
  await rm(path.join(root, 'pipelines/b.yaml'));
  await writeFiles(root, {
    'pipelines/a.yaml': daily('a2', 2, 'tags: [nightly]\nmoved: { from: a }\n'),
    'pipelines/more/c.yaml': daily('c', 5),
    'pipelines/d.yaml': daily('d', 3, 'tags: [new]\n'),
    'pipelines/e.yaml': daily('e', 2, 'owner: data-platform\n'),
  });
}

const conforms = publishedSchema('plan');

async function plan(root: string, flags: QuestionFlags): Promise<PlanDocument> {
  const question = planQuestion(flags);
  const made = await makePlan(root, commitBase(root, 'HEAD'), { environment: 'default' }, question.after ?? NOW);
  const document = toPlanDocument(planAnswer(made, question));
  conforms(JSON.parse(JSON.stringify(document)));
  expect(conforms.errors ?? []).toEqual([]);
  return document;
}

const names = ({ changes }: PlanDocument): readonly string[] => changes.map(({ pipeline }) => pipeline);

describe('a plan of what is selected', async () => {
  const folder = await tempDir();
  const root = folder.path;
  beforeAll(() => writeProject(root));
  afterAll(() => folder[Symbol.asyncDispose]());

  test.each<[QuestionFlags, string[]]>([
    [{}, ['a2', 'b', 'c', 'd', 'e']],
    [{ select: ['a'] }, ['a2']],
    [{ select: ['b'] }, ['b']],
    [{ select: ['tag:old'] }, ['d']],
    [{ select: ['tag:new'] }, ['d']],
    [{ select: ['owner:shop'] }, ['b', 'e']],
    [{ select: ['path:pipelines/more'] }, ['c']],
    [{ exclude: ['owner:*', 'c'] }, ['a2', 'd']],
    [{ show: 'e' }, ['e']],
  ])('%j shows %j', async (flags, expected) => {
    expect(names(await plan(root, flags))).toEqual(expected);
  });

  test('counts what is selected, and says how much else changes', async () => {
    const { summary, notes, selection } = await plan(root, { select: ['f', 'd'] });
    expect(summary.actions).toEqual({ create: 0, update: 1, replace: 0, delete: 0, move: 0, none: 1 });
    expect(selection).toEqual({ select: ['f', 'd'], exclude: [], others: 4 });
    expect(notes).toEqual([
      '4 other pipelines change too, and are not selected (1 destructive, 1 data-affecting, 2 cosmetic)',
    ]);
  });

  test('says of the one that was asked for that it stays as it is', async () => {
    const { changes, notes } = await plan(root, { show: 'f' });
    expect(changes).toEqual([]);
    expect(notes[0]).toBe('`f` stays as it is');
  });

  test('counts next fires from the moment of --after, and says so', async () => {
    const { changes, notes, at } = await plan(root, { show: 'd', after: '2026-07-01' });
    expect(at).toBe('2026-07-01T00:00:00.000Z');
    expect(changes[0]?.nextFires.after[0]).toBe('2026-07-02T03:00:00+08:00');
    expect(notes.at(-1)).toBe('as of 2026-07-01 00:00 UTC: next fires are those after it');
  });

  test.each([
    [['--select', 'dd'], '--select dd fits no pipeline', 'did you mean `d`?'],
    [['--exclude', 'tag:nigthly'], '--exclude tag:nigthly fits no pipeline', 'did you mean `tag:nightly`?'],
    [['--show', 'zebra'], '--show zebra fits no pipeline', 'write the whole name'],
    [['--show', 'd', '--select', 'e'], '--show is for one pipeline', 'leave it out'],
    [['--after', '2026-02-30'], '--after 2026-02-30 is no date and no time', 'write it as 2026-12-24'],
  ])('%j is a usage error', async (args, said, help) => {
    const end = await sluice(['plan', '--base', 'HEAD', ...args], { cwd: root, command: COMMAND });
    expect([end.code, end.stderr, end.stdout]).toEqual([64, expect.stringContaining(said), '']);
    expect(end.stderr).toContain(help);
  });

  test('counts for the exit code what is selected', async () => {
    const codeOf = async (...args: string[]): Promise<number | null> =>
      (await sluice(['plan', '--base', 'HEAD', '--detailed-exitcode', ...args], { cwd: root, command: COMMAND })).code;
    expect([await codeOf('--select', 'd', '--select', 'f'), await codeOf('--select', 'f')]).toEqual([2, 0]);
  });

  test('shows errors in place of refusing a name that a broken file may hide', async () => {
    await writeFiles(root, { 'pipelines/z.yaml': 'name: [\n' });
    const { changes, diagnostics } = await plan(root, { select: ['z'] });
    expect([changes, diagnostics.some(({ severity }) => severity === 'error')]).toEqual([[], true]);
    await rm(path.join(root, 'pipelines/z.yaml'));
  });
});
