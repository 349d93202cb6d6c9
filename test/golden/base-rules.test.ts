import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitBase } from '../../src/cli/plan/commit-base.ts';
import { nothingDeployed } from '../../src/cli/plan/deployed-base.ts';
import { makePlan, type MadePlan } from '../../src/cli/plan/make-plan.ts';
import type { Language } from '../../src/message/index.ts';
import { wordsOf } from '../../src/message/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { commitAll, git } from '../support/git-repository.ts';
import { tempDir } from '../support/temp-dir.ts';
import { wordingProblems } from '../support/wording.ts';

const NOW = Date.parse('2026-03-02T10:00:00Z');
const WITHOUT = 'name: shop\ndefaults: { timeZone: Asia/Shanghai, engine: here }\nengines: { here: { type: local } }\n';
const WITH = `${WITHOUT}policies:\n  rules: [policies/*.ts]\n`;
const daily = (hour: number): string => `name: a\nschedule: { cron: "0 0 ${hour} * * ?" }\ncommand: ["true"]\n`;

const MOVED = "changes.map(({ pipeline }) => ({ pipeline, path: '/schedule/cron', message: 'moved' }))";
const rule = (body: string): string => `export default ({ changes }) => ${body}\n`;
const OF_BASE = (file: string): string => `error SL1303 pipelines/a.yaml:2:19 moved (\`${file}\` of the base)`;

interface Repository extends AsyncDisposable {
  readonly root: string;
  remove(...files: readonly string[]): Promise<void>;
  /** The diagnostics of a plan of the working tree, with `files` written, against the commit. */
  plan(files: Readonly<Record<string, string>>, language?: Language): Promise<readonly string[]>;
  made(): Promise<MadePlan>;
}

async function repository(files: Readonly<Record<string, string>>): Promise<Repository> {
  const folder = await tempDir();
  const root = folder.path;
  await writeBaseProject(root, { 'sluice.yaml': WITH, 'pipelines/a.yaml': daily(2), ...files });
  await commitAll(root, 'base');
  const made = (language: Language = 'en'): Promise<MadePlan> =>
    makePlan(root, commitBase(root, 'HEAD'), { environment: 'default', language }, NOW);
  return {
    root,
    made,
    remove: async (...gone) => {
      for (const file of gone) await rm(path.join(root, file));
    },
    async plan(changed, language) {
      await writeBaseProject(root, { 'sluice.yaml': WITH, 'pipelines/a.yaml': daily(3), ...changed });
      const { plan } = await made(language);
      expect(plan.diagnostics.flatMap(wordingProblems)).toEqual([]);
      return plan.diagnostics.map(
        ({ code, severity, file, range: { start }, message }) =>
          `${severity} ${code} ${file}:${start.line}:${start.column} ${message}`,
      );
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

describe('a change of the rules is judged by those of the base too', () => {
  test('where it takes the policy out, and says so', async () => {
    await using repo = await repository({ 'policies/a.ts': rule(MOVED) });
    expect(await repo.plan({ 'sluice.yaml': WITHOUT })).toEqual([OF_BASE('policies/a.ts')]);
    expect((await repo.made()).plan.notes.map((note) => wordsOf(note))).toEqual([
      'policies change: `rules`',
      'rules of the base are asked too',
    ]);
    expect(await repo.plan({ 'sluice.yaml': WITHOUT }, 'zh')).toEqual([
      'error SL1303 pipelines/a.yaml:2:19 “moved”（基准的 `policies/a.ts`）',
    ]);
  });

  test('where the file of the rule is gone, also with its line, in the tree or in a commit', async () => {
    await using repo = await repository({ 'policies/a.ts': rule(MOVED), 'policies/b.ts': rule('[]') });
    await repo.remove('policies/a.ts');
    expect(await repo.plan({})).toEqual([OF_BASE('policies/a.ts')]);
    await repo.remove('policies/b.ts');
    expect(await repo.plan({ 'sluice.yaml': WITHOUT })).toEqual([OF_BASE('policies/a.ts')]);
    await commitAll(repo.root, 'without rules');
    const { plan } = await makePlan(repo.root, commitBase(repo.root, 'HEAD~1'), { environment: 'default' }, NOW);
    expect(plan.diagnostics.map(({ code }) => code)).toEqual(['SL1303']);
  });

  test('where the rule is edited, or another one lies under the name of a module', async () => {
    await using repo = await repository({ 'policies/a.ts': rule(MOVED) });
    expect(await repo.plan({ 'policies/a.ts': rule('[]') })).toEqual([OF_BASE('policies/a.ts')]);
    await rename(path.join(repo.root, 'policies/a.ts'), path.join(repo.root, 'policies/_a.ts'));
    expect(await repo.plan({ 'policies/b.ts': rule('[]') })).toEqual([OF_BASE('policies/a.ts')]);
  });

  test('where a module that the rule imports is changed or gone', async () => {
    const importing = `import { judge } from '../lib/judge.ts'\nexport default judge\n`;
    const judge = (body: string): string => `export const judge = ({ changes }) => ${body}\n`;
    await using repo = await repository({ 'policies/a.ts': importing, 'lib/judge.ts': judge(MOVED) });
    expect(await repo.plan({ 'lib/judge.ts': judge('[]') })).toEqual([OF_BASE('policies/a.ts')]);
    await repo.remove('lib/judge.ts', 'policies/a.ts');
    expect(await repo.plan({ 'policies/b.ts': rule('[]') })).toEqual([OF_BASE('policies/a.ts')]);
  });

  test('of a project that lies in a folder of the repository, and has moved', async () => {
    await using folder = await tempDir();
    const [old, root] = [path.join(folder.path, 'old'), path.join(folder.path, 'etl')];
    await writeBaseProject(old, { 'sluice.yaml': WITH, 'pipelines/a.yaml': daily(2), 'policies/a.ts': rule(MOVED) });
    await commitAll(folder.path, 'base');
    await git(folder.path, 'mv', 'old', 'etl');
    await writeBaseProject(root, { 'sluice.yaml': WITHOUT, 'pipelines/a.yaml': daily(3) });
    const { plan } = await makePlan(root, commitBase(root, 'HEAD'), { environment: 'default' }, NOW);
    expect(plan.diagnostics.map(({ message }) => message)).toEqual(['moved (`policies/a.ts` of the base)']);
  });

  test('and told once where both say it, as the stricter says it', async () => {
    const warned = MOVED.replace("'moved'", "'moved', severity: 'warning'");
    const once = (file: string): string => `error SL1303 pipelines/a.yaml:2:19 moved (\`${file}\`)`;
    await using repo = await repository({ 'policies/a.ts': rule(MOVED) });
    expect(await repo.plan({ 'policies/a.ts': `// said anew\n${rule(MOVED)}` })).toEqual([once('policies/a.ts')]);
    expect(await repo.plan({ 'policies/a.ts': rule(warned) })).toEqual([OF_BASE('policies/a.ts')]);
    await rename(path.join(repo.root, 'policies/a.ts'), path.join(repo.root, 'policies/b.ts'));
    expect(await repo.plan({ 'policies/b.ts': rule(MOVED) })).toEqual([once('policies/b.ts')]);
    await using lax = await repository({ 'policies/a.ts': rule(warned) });
    expect(await lax.plan({ 'policies/a.ts': rule(MOVED) })).toEqual([once('policies/a.ts')]);
  });

  test('while a rule that is new is one of the head alone', async () => {
    await using repo = await repository({ 'sluice.yaml': WITHOUT });
    expect(await repo.plan({ 'policies/a.ts': rule(MOVED) })).toEqual([
      'error SL1303 pipelines/a.yaml:2:19 moved (`policies/a.ts`)',
    ]);
  });

  test('and what no definition has a place for is told at the policies', async () => {
    await using repo = await repository({
      'policies/a.ts': rule("changes.map(({ pipeline }) => ({ pipeline, message: 'gone' }))"),
      'pipelines/b.yaml': 'name: b\nschedule: { every: 1h }\ncommand: ["true"]\n',
    });
    await repo.remove('policies/a.ts', 'pipelines/b.yaml');
    expect(await repo.plan({ 'pipelines/a.yaml': daily(2), 'policies/c.ts': rule('[]') })).toEqual([
      'error SL1303 sluice.yaml:4:1 `b`: gone (`policies/a.ts` of the base)',
    ]);
  });

  test('and not where the base is no commit', async () => {
    await using repo = await repository({ 'policies/a.ts': rule(MOVED) });
    await writeBaseProject(repo.root, { 'sluice.yaml': WITHOUT, 'pipelines/a.yaml': daily(3) });
    const base = nothingDeployed(repo.root, 'sqlite');
    expect((await makePlan(repo.root, base, { environment: 'default' }, NOW)).plan.diagnostics).toEqual([]);
  });
});

describe('a rule of the base that gives no answer', () => {
  const AT = 'SL1305 sluice.yaml:4:1 a rule of the base gives no answer: the rule threw: no (`policies/a.ts`)';

  test('is an error where this change is what breaks it', async () => {
    await using repo = await repository({
      'policies/a.ts': rule("{ if (changes.length > 0) throw new Error('no'); return [] }"),
    });
    expect(await repo.plan({ 'policies/a.ts': rule('[]') })).toEqual([`error ${AT}`]);
  });

  test('is a warning where it was broken before, so that it can be mended', async () => {
    await using repo = await repository({ 'policies/a.ts': "export default () => { throw new Error('no') }\n" });
    expect(await repo.plan({ 'policies/a.ts': rule('[]') })).toEqual([`warning ${AT}`]);
  });

  test('is told of modules that were never there, and of patterns that fitted nothing', async () => {
    await using repo = await repository({ 'policies/a.ts': "import './_gone.ts'\nexport default () => []\n" });
    const found = await repo.plan({ 'policies/a.ts': rule('[]') });
    expect(found).toEqual([expect.stringContaining('warning SL')]);
    expect(found[0]).toContain('a rule of the base gives no answer');
    expect(found[0]).toContain('_gone.ts');
    await using none = await repository({});
    expect(await none.plan({ 'policies/a.ts': rule('[]') })).toEqual([
      'warning SL1304 sluice.yaml:4:1 a rule of the base gives no answer: no rule is found at `policies/*.ts` (`sluice.yaml`)',
    ]);
  });

  test('is told once where the rule of the head gives none for the same reason', async () => {
    await using repo = await repository({
      'policies/a.ts': "export default () => { throw new Error('no') }\n",
      'policies/_m.ts': 'export const m = 1\n',
    });
    expect(await repo.plan({ 'policies/_m.ts': 'export const m = 2\n' })).toEqual([
      expect.stringContaining('error SL1305 policies/a.ts:1:'),
    ]);
  });
});
