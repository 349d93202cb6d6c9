import { appendFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { withRuleFindings } from '../../src/cli/check-rules.ts';
import { commitBase } from '../../src/cli/plan/commit-base.ts';
import { nothingDeployed } from '../../src/cli/plan/deployed-base.ts';
import { makePlan, type MadePlan } from '../../src/cli/plan/make-plan.ts';
import type { PlanBase } from '../../src/cli/plan/plan-base.ts';
import { compileProject, DELETE_REASONS, toPlanDocument, type LocatedDiagnostic } from '../../src/compiler/index.ts';
import type { Language } from '../../src/message/index.ts';
import { wordsOf } from '../../src/message/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { commitAll } from '../support/git-repository.ts';
import { tempDir } from '../support/temp-dir.ts';
import { wordingProblems } from '../support/wording.ts';

const NOW = Date.parse('2026-03-02T10:00:00Z');

const project = (policies: string): string =>
  `name: shop\ndefaults: { timeZone: Asia/Shanghai, engine: here }\nengines: { here: { type: local } }\npolicies:\n${policies}`;

const daily = (name: string, hour: number, more = ''): string =>
  `name: ${name}\n${more}schedule: { cron: "0 0 ${hour} * * ?" }\ncommand: ["true"]\n`;

const BY_OWNER = '  approval:\n    - by: owner\n';
const RULES = '  rules: [policies/*.ts]\n';

interface Repository extends AsyncDisposable {
  readonly root: string;
  write(files: Readonly<Record<string, string>>): Promise<void>;
  remove(file: string): Promise<void>;
  plan(language?: Language): Promise<MadePlan>;
}

/** A repository with a commit of these files; plans are of the working tree against it. */
async function repository(files: Readonly<Record<string, string>>): Promise<Repository> {
  const folder = await tempDir();
  const root = folder.path;
  await writeBaseProject(root, files);
  await commitAll(root, 'base');
  return {
    root,
    async write(changed) {
      await writeBaseProject(root, changed);
    },
    remove: (file) => rm(path.join(root, file)),
    plan: (language = 'en') => makePlan(root, commitBase(root, 'HEAD'), { environment: 'default', language }, NOW),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

const said = (diagnostics: readonly LocatedDiagnostic[]): readonly string[] =>
  diagnostics.map(
    ({ code, severity, file, range: { start }, message }) =>
      `${severity} ${code} ${file}:${start.line}:${start.column} ${message}`,
  );
const notes = ({ plan }: MadePlan): readonly string[] => plan.notes.map((note) => wordsOf(note));

describe('approvals that a plan needs', () => {
  test('are those of the owners of what changes, also of what is gone', async () => {
    await using repo = await repository({
      'sluice.yaml': project(BY_OWNER),
      CODEOWNERS: '/pipelines/gone.yaml @shop/attic\n',
      'pipelines/a.yaml': daily('a', 2, 'owner: "@ann"\n'),
      'pipelines/b.yaml': daily('b', 2, 'owner: "@ann"\n'),
      'pipelines/gone.yaml': daily('gone', 2),
      'pipelines/left.yaml': daily('left', 2, 'owner: "@dan"\n'),
    });
    await repo.write({ 'sluice.yaml': project(BY_OWNER), 'pipelines/a.yaml': daily('a', 3, 'owner: "@ann"\n') });
    await repo.remove('pipelines/gone.yaml');
    await repo.remove('pipelines/left.yaml');
    const { plan } = await repo.plan();
    expect(plan.approvals).toEqual([
      { owners: ['@ann'], pipelines: ['a'], meaning: ['schedule'] },
      { owners: ['@dan'], pipelines: ['left'], meaning: ['destructive'] },
      { owners: ['@shop/attic'], pipelines: ['gone'], meaning: ['destructive'] },
    ]);
    expect(plan.changes.map(({ owners }) => owners)).toEqual([['@ann'], ['@shop/attic'], ['@dan']]);
    // two of four go, which is more than a daemon deletes at once
    expect(plan.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['SL1311', 'warning']]);
  });

  test('are those of the CODEOWNERS of the base: a change does not choose who approves it', async () => {
    await using repo = await repository({
      'sluice.yaml': project(BY_OWNER),
      '.github/CODEOWNERS':
        '/pipelines/a.yaml @shop/data @ann\n/pipelines/b.yaml @shop/data\n/pipelines/gone.yaml @shop/data\n',
      'pipelines/a.yaml': daily('a', 2),
      'pipelines/b.yaml': daily('b', 2),
      'pipelines/gone.yaml': daily('gone', 2),
    });
    await repo.write({
      'sluice.yaml': project(BY_OWNER),
      '.github/CODEOWNERS': '* @me\n',
      'pipelines/a.yaml': daily('a', 3),
      'pipelines/b.yaml': daily('b', 3),
      'pipelines/new.yaml': daily('new', 3),
    });
    await repo.remove('pipelines/gone.yaml');
    const made = await repo.plan();
    expect(made.plan.approvals).toEqual([
      { owners: ['@ann', '@shop/data'], pipelines: ['a'], meaning: ['schedule'] },
      // the base names nobody for it, so that nothing is taken from anybody
      { owners: ['@me'], pipelines: ['new'], meaning: ['data-affecting'] },
      { owners: ['@shop/data'], pipelines: ['b', 'gone'], meaning: ['destructive', 'schedule'] },
    ]);
    expect(made.plan.changes.map(({ owners }) => owners)).toEqual([['@me'], ['@me'], ['@shop/data'], ['@me']]);
    expect(notes(made)).toEqual([
      'CODEOWNERS changes who owns `a`, `b`, `new`; approvals are asked of those whom the base names',
    ]);
    // a file that is gone names nobody, and takes nobody's say
    await repo.remove('.github/CODEOWNERS');
    expect((await repo.plan()).plan.approvals?.map(({ owners }) => owners)).toEqual([
      ['@ann', '@shop/data'],
      ['@shop/data'],
    ]);
  });

  test('are those of who loses a pipeline too, by an `owner` of its own or by another place', async () => {
    await using repo = await repository({
      'sluice.yaml': project(BY_OWNER),
      CODEOWNERS: '/pipelines/shop/ @shop/data @ann\n',
      'pipelines/shop/a.yaml': daily('a', 2),
      'pipelines/shop/b.yaml': daily('b', 2),
      'pipelines/shop/c.yaml': daily('c', 2),
    });
    await repo.write({
      'sluice.yaml': project(BY_OWNER),
      'pipelines/shop/a.yaml': daily('a', 3, 'owner: "@me"\n'),
      'pipelines/mine/b.yaml': daily('b', 3, 'owner: "@me"\n'),
      // one of those who own it already
      'pipelines/shop/c.yaml': daily('c', 3, 'owner: "@Ann"\n'),
    });
    await repo.remove('pipelines/shop/b.yaml');
    expect((await repo.plan()).plan.approvals).toEqual([
      { owners: ['@Ann'], pipelines: ['c'], meaning: ['schedule'] },
      { owners: ['@ann', '@shop/data'], pipelines: ['a', 'b'], meaning: ['schedule'] },
      { owners: ['@me'], pipelines: ['a', 'b'], meaning: ['schedule'] },
    ]);
  });

  test('are those of CODEOWNERS of the repository, also where the project is a folder of it and has moved', async () => {
    await using folder = await tempDir();
    const [old, root] = [path.join(folder.path, 'old'), path.join(folder.path, 'etl')];
    await writeBaseProject(old, { 'sluice.yaml': project(BY_OWNER), 'pipelines/a.yaml': daily('a', 2) });
    await writeFile(path.join(folder.path, 'CODEOWNERS'), '/old/ @before\n/etl/ @there\n');
    await commitAll(folder.path, 'base');
    await rename(old, root);
    await writeFile(path.join(folder.path, 'CODEOWNERS'), '* @me\n');
    await writeBaseProject(root, { 'sluice.yaml': project(BY_OWNER), 'pipelines/a.yaml': daily('a', 3) });
    const { plan } = await makePlan(root, commitBase(root, 'HEAD'), { environment: 'default' }, NOW);
    expect(plan.approvals?.map(({ owners }) => owners)).toEqual([['@before'], ['@there']]);
  });

  test('are those of the CODEOWNERS that is there, where no commit is compared with', async () => {
    await using repo = await repository({
      'sluice.yaml': project(BY_OWNER),
      CODEOWNERS: '* @before\n',
      'pipelines/a.yaml': daily('a', 2),
    });
    await repo.write({ 'sluice.yaml': project(BY_OWNER), CODEOWNERS: '* @now\n' });
    const made = await makePlan(repo.root, nothingDeployed(repo.root, 'sqlite'), { environment: 'default' }, NOW);
    expect(made.plan.approvals?.map(({ owners }) => owners)).toEqual([['@now']]);
  });

  test('are asked for in the environments that an entry names, also as the base names them', async () => {
    const environments = (...names: readonly string[]): string =>
      `  approval:\n    - by: owner\n    - { by: "@office", environments: [${names.join(', ')}] }\nenvironments: { prod: {}, test: {} }\n`;
    await using repo = await repository({
      'sluice.yaml': project(environments('prod')),
      'pipelines/a.yaml': daily('a', 2, 'owner: "@ann"\n'),
    });
    await repo.write({
      'sluice.yaml': project(environments('prod')),
      'pipelines/a.yaml': daily('a', 3, 'owner: "@ann"\n'),
    });
    const askedIn = async (environment: string): Promise<readonly (readonly string[])[]> => {
      const { plan } = await makePlan(repo.root, commitBase(repo.root, 'HEAD'), { environment }, NOW);
      return (plan.approvals ?? []).map(({ owners }) => owners);
    };
    expect(await askedIn('prod')).toEqual([['@ann'], ['@office']]);
    expect(await askedIn('test')).toEqual([['@ann']]);
    expect(await askedIn('default')).toEqual([['@ann']]);
    // a change does not lift what it falls under
    await repo.write({
      'sluice.yaml': project(environments('test', 'default')),
      'pipelines/a.yaml': daily('a', 3, 'owner: "@ann"\n'),
    });
    for (const each of ['prod', 'test', 'default']) expect(await askedIn(each)).toEqual([['@ann'], ['@office']]);
  });

  test('are none where nothing but words changes, and none without a policy', async () => {
    await using repo = await repository({
      'sluice.yaml': project(BY_OWNER),
      'pipelines/a.yaml': daily('a', 2, 'owner: "@ann"\n'),
    });
    await repo.write({
      'sluice.yaml': project(BY_OWNER),
      'pipelines/a.yaml': daily('a', 2, 'owner: "@ann"\ndescription: by night\n'),
    });
    const { plan } = await repo.plan();
    expect(plan.changes).toHaveLength(1);
    expect(toPlanDocument(plan).approvals).toEqual([]);
  });

  test('cannot be lifted by the change itself', async () => {
    await using repo = await repository({
      'sluice.yaml': project(`${BY_OWNER}      meaning: [schedule]\n`),
      'pipelines/a.yaml': daily('a', 2, 'owner: "@ann"\n'),
    });
    await repo.write({
      'sluice.yaml': project('  prune: never\n'),
      'pipelines/a.yaml': daily('a', 3, 'owner: "@mallory"\n'),
    });
    const made = await repo.plan();
    expect(made.plan.approvals?.map(({ owners }) => owners)).toEqual([['@ann'], ['@mallory']]);
    expect(notes(made)).toEqual([
      'policies change: `prune`, `approval`',
      'approvals that the base asks for are asked for too',
    ]);
  });

  test('that nobody can give are findings at the pipeline, or at the policy where it is gone', async () => {
    await using repo = await repository({
      'sluice.yaml': project(BY_OWNER),
      'pipelines/a.yaml': daily('a', 2),
      'pipelines/gone.yaml': daily('gone', 2),
      'pipelines/same.yaml': daily('same', 2),
    });
    await repo.write({
      'sluice.yaml': project(BY_OWNER),
      'pipelines/a.yaml': daily('a', 3, 'owner: ann@shop.example\n'),
    });
    await repo.remove('pipelines/gone.yaml');
    const { plan } = await repo.plan();
    expect(said(plan.diagnostics)).toEqual([
      'error SL1301 pipelines/a.yaml:2:8 the change of `a` needs the approval of its owner, and `ann@shop.example` is a mail address',
      'error SL1301 sluice.yaml:6:7 the change of `gone` needs the approval of its owner, and it has none',
    ]);
    expect(plan.diagnostics.flatMap(wordingProblems)).toEqual([]);
  });
});

describe('what the daemon would hold', () => {
  const FOUR = Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`pipelines/${name}.yaml`, daily(name, 2)]));
  const without = async (policies: string): Promise<Repository> => {
    const repo = await repository({ 'sluice.yaml': project(policies), ...FOUR });
    for (const name of ['a', 'b']) await repo.remove(`pipelines/${name}.yaml`);
    return repo;
  };
  const NEVER = "(`DELETE_HELD_NEVER`): the project's policy is never to delete: `a`, `b`";
  const SHARE = (share: number): string =>
    `(\`DELETE_HELD_SHARE\`): 2 of 4 deployments would go, more than the share of ${share} that may: \`a\`, \`b\``;
  const OF_COMMIT = 'where all of the base is deployed, the daemon would delete nothing';

  test.each([
    ['  prune: never\n', 'error SL1310 sluice.yaml:5:10', NEVER, 'DELETE_HELD_NEVER'],
    ['  maxChangedShare: 0.25\n', 'error SL1311 sluice.yaml:5:20', SHARE(0.25), 'DELETE_HELD_SHARE'],
    ['  prune: confirm\n', 'warning SL1311 sluice.yaml:4:1', SHARE(0.3), 'DELETE_HELD_SHARE'],
  ])('is found in the plan, against a commit and against what is deployed: %j', async (policies, place, why, code) => {
    await using repo = await without(policies);
    const against = commitBase(repo.root, 'HEAD');
    const { plan } = await repo.plan();
    expect(said(plan.diagnostics)).toEqual([`${place} ${OF_COMMIT} ${why}`]);
    expect(plan.diagnostics.flatMap(wordingProblems)).toEqual([]);
    const deployed = (source: 'folder' | 'apply'): PlanBase => ({
      sideFor: async (head, options) => ({ ...(await against.sideFor(head, options)), deployed: new Map(), source }),
    });
    const made = await makePlan(repo.root, deployed('folder'), { environment: 'default' }, NOW);
    expect(said(made.plan.diagnostics)).toEqual([`${place} the daemon would delete nothing ${why}`]);
    expect(notes(made)).toEqual([]);
    expect(made.held?.code).toBe(code);
    expect(Object.values(DELETE_REASONS)).toContain(code);
    // the deletes of a reviewed plan were reviewed
    const applied = await makePlan(repo.root, deployed('apply'), { environment: 'default' }, NOW);
    expect(applied.plan.diagnostics).toEqual([]);
    expect(applied.held).toBeUndefined();
  });

  test.each([
    ['  prune: never\n', 'error SL1310', NEVER],
    ['  maxChangedShare: 0.25\n', 'error SL1311', SHARE(0.25)],
  ])('is not lifted by the change itself: %j', async (policies, code, why) => {
    await using repo = await without(policies);
    await repo.write({ 'sluice.yaml': project('  prune: auto\n') });
    expect(said((await repo.plan()).plan.diagnostics)).toEqual([
      expect.stringMatching(new RegExp(`^${code} sluice\\.yaml:[45]:`)),
    ]);
    expect((await repo.plan()).plan.diagnostics[0]?.message).toBe(
      `by the policies of the base the daemon would delete nothing ${why}`,
    );
  });

  test('is nothing where so much may go', async () => {
    await using repo = await without('  maxChangedShare: 0.5\n');
    const made = await repo.plan();
    expect([made.plan.diagnostics, notes(made)]).toEqual([[], []]);
  });
});

const LATE = `import { definePolicy } from 'sluice'
export default definePolicy(({ changes }) =>
  changes.flatMap(({ pipeline, values, action }) => [
    ...values.filter(({ path }) => path === '/schedule/cron').map(({ path }) => ({ pipeline, path, message: 'moved' })),
    ...(action === 'delete' ? [{ pipeline, message: 'is gone', severity: 'warning' as const }] : []),
  ]),
)
`;

describe("a project's own rules", () => {
  test('are findings of the plan, at the value that they speak of', async () => {
    await using repo = await repository({
      'sluice.yaml': project(RULES),
      'policies/late.ts': LATE,
      'pipelines/a.yaml': daily('a', 2),
      'pipelines/gone.yaml': daily('gone', 2),
      'pipelines/b.ts': `import { definePipeline } from 'sluice'
export default ['b', 'c'].map((name) => definePipeline({ name, schedule: { cron: '0 0 2 * * ?' }, command: ['true'] }))
`,
    });
    expect((await repo.plan()).plan.diagnostics).toEqual([]);
    await repo.write({ 'sluice.yaml': project(RULES), 'pipelines/a.yaml': daily('a', 3) });
    await repo.remove('pipelines/gone.yaml');
    const { plan, files } = await repo.plan();
    expect(said(plan.diagnostics)).toEqual([
      'error SL1303 pipelines/a.yaml:2:19 moved (`policies/late.ts`)',
      'warning SL1303 sluice.yaml:5:11 `gone`: is gone (`policies/late.ts`)',
    ]);
    expect(files).toContain('policies/late.ts');
    expect(said((await repo.plan('zh')).plan.diagnostics)).toEqual([
      'error SL1303 pipelines/a.yaml:2:19 “moved”（`policies/late.ts`）',
      'warning SL1303 sluice.yaml:5:11 `gone`：“is gone”（`policies/late.ts`）',
    ]);
  });

  test('see the plan in English whatever language is asked for, with the approvals that it needs', async () => {
    const tell = `export default ({ approvals, changes }) =>
  changes.map(({ pipeline, consequences }) => ({ pipeline, severity: 'info', message: consequences[0] + approvals[0].owners }))
`;
    await using repo = await repository({
      'sluice.yaml': project(RULES + BY_OWNER),
      'policies/tell.ts': tell,
      'pipelines/a.yaml': daily('a', 2, 'owner: "@ann"\n'),
    });
    await repo.write({
      'sluice.yaml': project(RULES + BY_OWNER),
      'pipelines/a.yaml': daily('a', 3, 'owner: "@ann"\n'),
    });
    const [english, chinese] = [await repo.plan('en'), await repo.plan('zh')];
    expect(said(english.plan.diagnostics)[0]).toContain('no longer every day at 02:00');
    expect(said(english.plan.diagnostics)[0]).toContain('@ann');
    expect(said(chinese.plan.diagnostics)[0]).toContain('no longer every day at 02:00');
  });

  test('say the same of the same plan, however often and in whatever order files lie', async () => {
    await using repo = await repository({
      'sluice.yaml': project('  rules: [policies/z.ts, "policies/**/*.ts", policies]\n'),
      'policies/z.ts': LATE,
      'policies/deep/a.ts': LATE,
      'policies/_module.ts': 'export const a = 1',
      'policies/z.test.ts': 'not TypeScript at all (',
      'pipelines/a.yaml': daily('a', 2),
    });
    await repo.write({
      'sluice.yaml': project('  rules: [policies/z.ts, "policies/**/*.ts", policies]\n'),
      'pipelines/a.yaml': daily('a', 3),
    });
    const [first, second] = [await repo.plan(), await repo.plan()];
    expect(said(first.plan.diagnostics)).toEqual([
      'error SL1303 pipelines/a.yaml:2:19 moved (`policies/deep/a.ts`)',
      'error SL1303 pipelines/a.yaml:2:19 moved (`policies/z.ts`)',
    ]);
    expect(second.plan.diagnostics).toEqual(first.plan.diagnostics);
  });

  test.each([
    ['../policies/*.ts', 'is no path inside the project'],
    ['/etc/*.ts', 'is no path inside the project'],
    ['rule.ts', 'does not begin with the name of a folder'],
    ['*/rule.ts', 'does not begin with the name of a folder'],
    ['pipelines/_rules/*.ts', 'is where pipelines are defined'],
    ['policies/none.ts', 'no rule is found at'],
  ])('are not looked for at %s', async (pattern, expected) => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, {
      'sluice.yaml': project(`  rules: ["${pattern}"]\n`),
      'pipelines/a.yaml': daily('a', 2),
      'pipelines/_rules/a.ts': LATE,
      'rule.ts': LATE,
    });
    const { plan } = await makePlan(
      folder.path,
      nothingDeployed(folder.path, 'sqlite'),
      { environment: 'default' },
      NOW,
    );
    expect(said(plan.diagnostics)).toEqual([expect.stringMatching(/^error SL1304 sluice\.yaml:5:\d+ /)]);
    expect(said(plan.diagnostics)[0]).toContain(expected);
    // what is wrong with a policy keeps no pipeline from being planned
    expect(plan.changes.map(({ pipeline }) => pipeline)).toEqual(['a']);
  });

  test.each([
    [
      'a key that no violation has',
      '{ pipeline: "a", mesage: "x", message: "y" }',
      'item 0 has the key `mesage`, which no violation has',
    ],
    ['no message', '{ pipeline: "a" }', 'item 0 has no `message`'],
    ['a severity that there is not', '{ message: "x", severity: "fatal" }', 'item 0 has a `severity` that is none of'],
    ['a path that is none', '{ message: "x", path: "schedule" }', 'item 0 has a `path` that does not begin with `/`'],
    [
      'a pipeline that there is not',
      '{ message: "x", pipeline: "b" }',
      'item 0 names the pipeline `b`, which is neither in the plan nor in the project',
    ],
    ['text', '"wrong"', 'item 0 is no object'],
  ])('that answer with %s are told what is wrong with that', async (_, violation, expected) => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, {
      'sluice.yaml': project(RULES),
      'pipelines/a.yaml': daily('a', 2),
      'policies/a.ts': `export default () => [${violation}]\n`,
    });
    const { plan } = await makePlan(
      folder.path,
      nothingDeployed(folder.path, 'sqlite'),
      { environment: 'default' },
      NOW,
    );
    expect(said(plan.diagnostics)).toEqual([
      expect.stringContaining(`error SL1308 policies/a.ts:1:1 the rule gives no violations: ${expected}`),
    ]);
  });

  test('are asked by a check about a plan without a change', async () => {
    await using folder = await tempDir();
    const options = { environment: 'default' };
    const files = {
      'sluice.yaml': project(`${RULES}${BY_OWNER}`),
      'pipelines/a.yaml': daily('a', 2),
      'policies/a.ts': 'export default ({ summary }) => summary.actions.none === 1 ? [{ message: "never" }] : []\n',
    };
    await writeBaseProject(folder.path, files);
    const found = async (): Promise<readonly string[]> =>
      said(await withRuleFindings(folder.path, await compileProject(folder.path, options), options));
    expect(await found()).toEqual([]);
    await writeBaseProject(folder.path, { ...files, 'policies/b.ts': 'export default 1\n' });
    expect(await found()).toEqual([expect.stringMatching(/^error SL1307 policies\/b\.ts:1:1 /)]);
  });

  test('are judged by themselves: one that throws hides no finding of another', async () => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, {
      'sluice.yaml': project(RULES),
      'pipelines/a.yaml': daily('a', 2),
      'policies/a.ts': 'export default () => { throw new Error("no") }\n',
      'policies/b.ts': 'export default () => [{ pipeline: "a", message: "not this one" }]\n',
    });
    await appendFile(path.join(folder.path, 'policies/b.ts'), '// the end\n');
    await writeFile(path.join(folder.path, 'policies/c.ts'), 'export default 7\n');
    const { plan } = await makePlan(
      folder.path,
      nothingDeployed(folder.path, 'sqlite'),
      { environment: 'default' },
      NOW,
    );
    expect(plan.diagnostics.map(({ code }) => code)).toEqual(['SL1303', 'SL1305', 'SL1307']);
  });
});
