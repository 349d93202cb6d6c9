import { chmod, chown, mkdir, rename, rm, symlink } from 'node:fs/promises';
import { devNull } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { commitBase } from '../../src/cli/plan/commit-base.ts';
import { makePlan } from '../../src/cli/plan/make-plan.ts';
import { renderHtml } from '../../src/cli/views/plan/render-html.ts';
import { renderMarkdown } from '../../src/cli/views/plan/render-markdown.ts';
import { toPlanDocument, type PlanDocument } from '../../src/compiler/index.ts';
import { wordsOf } from '../../src/message/index.ts';
import { ConfigurationError, FailedOperation } from '../../src/cli/exit-code.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { commitAll, git } from '../support/git-repository.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const NOW = Date.parse('2026-03-02T10:00:00Z');

const daily = (name: string, hour = 2): string =>
  `name: ${name}\nschedule: { cron: "0 0 ${hour} * * ?" }\ncommand: ["true"]\n`;

const POINTER = `version https://git-lfs.github.com/spec/v1
oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
size 12345
`;

async function plan(root: string, ref: string): Promise<PlanDocument> {
  return toPlanDocument((await makePlan(root, commitBase(root, ref), { environment: 'default' }, NOW)).plan);
}

/** What is said in place of a plan, and what to do about it. */
async function refusal(root: string, ref: string): Promise<readonly [string, string]> {
  try {
    await plan(root, ref);
  } catch (error) {
    if (!(error instanceof FailedOperation)) throw error;
    const words = (said: FailedOperation['help']): string =>
      said === undefined || typeof said === 'string' ? (said ?? '') : wordsOf(said);
    return [words(error.said), words(error.help)];
  }
  throw new Error('it made a plan');
}

const actions = ({ changes }: PlanDocument): object =>
  Object.fromEntries(changes.map(({ pipeline, action }) => [pipeline, action]));

const NOTHING = { changes: [], notes: [], diagnostics: [] };

/** A project with `a` and `b`, committed. */
async function writeProject(root: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
  await writeBaseProject(root, { 'pipelines/a.yaml': daily('a'), 'pipelines/b.yaml': daily('b'), ...files });
  return commitAll(root, 'base');
}

async function changeA(root: string): Promise<string> {
  await writeFiles(root, { 'pipelines/a.yaml': daily('a', 3) });
  return commitAll(root, 'second');
}

describe('a plan against git as it is', () => {
  // no setting of the machine that runs the tests decides
  beforeEach(() => {
    for (const name of ['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM']) vi.stubEnv(name, devNull);
    return () => vi.unstubAllEnvs();
  });

  test('tells backfills whose files differ, in every view, and none whose file is as it was', async () => {
    await using folder = await tempDir();
    const backfill = (last: string): string => `name: january\npipeline: a\nbizdate: 2026-01-01..${last}\n`;
    await writeProject(folder.path, { 'backfills/january.yaml': backfill('2026-01-31') });
    await writeFiles(folder.path, { 'pipelines/a.yaml': daily('a', 3) });
    const other = await plan(folder.path, 'HEAD');
    expect([actions(other), other.backfills]).toEqual([{ a: 'update' }, []]);
    await writeFiles(folder.path, {
      'pipelines/a.yaml': daily('a'),
      'backfills/january.yaml': backfill('2026-01-10'),
      'backfills/one.yaml': 'name: one\npipeline: b\nfire: 2026-02-02\n',
    });
    const document = await plan(folder.path, 'HEAD');
    expect(document.backfills).toMatchObject([
      { name: 'january', pipeline: 'a', action: 'change', runs: 10 },
      { name: 'one', pipeline: 'b', action: 'create', runs: 1 },
    ]);
    expect(renderMarkdown(document)).toContain(
      '| `one` | `b` | new | 1 run, of the fire of 2026-02-02T02:00:00+08:00,',
    );
    expect(renderHtml([document])).toContain('<td><code>one</code></td><td><code>b</code></td><td>new</td>');
    // of files with errors it is not known what they want
    await writeFiles(folder.path, { 'backfills/january.yaml': 'name: [', 'pipelines/a.yaml': 'name: [' });
    expect((await plan(folder.path, 'HEAD')).backfills?.map(({ name }) => name)).toEqual(['one']);
  });

  test('fetches what a partial clone has not, and says so where the remote is away', async () => {
    await using folder = await tempDir();
    const [root, clone] = [path.join(folder.path, 'project'), path.join(folder.path, 'clone')];
    const first = await writeProject(root);
    await changeA(root);
    await git(root, 'config', 'uploadpack.allowFilter', 'true');
    await git(folder.path, 'clone', '--quiet', '--filter=blob:none', `file://${root}`, clone);
    await rename(root, `${root}-away`);
    expect(await refusal(clone, first)).toEqual([
      'this is a partial clone, and its remote does not give the files of that commit',
      'see that `git fetch` reaches the remote, or make a clone without `--filter`',
    ]);
    await rename(`${root}-away`, root);
    expect(actions(await plan(clone, first))).toEqual({ a: 'update' });
  });

  test.skipIf(process.getuid?.() !== 0)('says how to trust a repository of another user', async () => {
    await using folder = await tempDir();
    await writeProject(folder.path);
    await chown(folder.path, 65_534, 65_534);
    await chown(path.join(folder.path, '.git'), 65_534, 65_534);
    expect(await refusal(folder.path, 'HEAD')).toEqual([
      'git refuses to read this repository: its files belong to another user',
      'where that is meant, as in a container, say so: `git config --global --add safe.directory "$PWD"`',
    ]);
    // as CI says it
    const trust = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' };
    for (const [name, value] of Object.entries(trust)) vi.stubEnv(name, value);
    vi.stubEnv('GIT_CONFIG_GLOBAL', path.join(folder.path, 'config'));
    await writeFiles(folder.path, { config: '[safe]\n\tdirectory = *\n' });
    expect((await plan(folder.path, 'HEAD')).changes).toEqual([]);
  });

  test('says that there is no git', async () => {
    await using folder = await tempDir();
    await writeProject(folder.path);
    vi.stubEnv('PATH', '/nonexistent');
    expect(await refusal(folder.path, 'HEAD')).toEqual([
      '`git` is not on the PATH',
      'install git; a plan against a commit reads the history with it',
    ]);
  });

  test('is led nowhere by the variables that a hook of another repository sets', async () => {
    await using folder = await tempDir();
    const [root, other] = [path.join(folder.path, 'project'), path.join(folder.path, 'other')];
    await writeProject(root);
    await writeProject(other, { 'pipelines/other.yaml': daily('other') });
    vi.stubEnv('GIT_DIR', path.join(other, '.git'));
    vi.stubEnv('GIT_WORK_TREE', other);
    vi.stubEnv('GIT_OBJECT_DIRECTORY', '/nonexistent');
    expect(await plan(root, 'HEAD')).toMatchObject(NOTHING);
  });

  test('says of a pointer of Git LFS what it is, on either side, and deletes nothing on its account', async () => {
    await using folder = await tempDir();
    const root = folder.path;
    await writeProject(root);
    await writeFiles(root, { 'pipelines/a.yaml': POINTER });
    const { changes, diagnostics } = await plan(root, 'HEAD');
    expect(changes).toEqual([]);
    expect(diagnostics).toMatchObject([
      {
        code: 'SL0107',
        message: '`pipelines/a.yaml` is a pointer of Git LFS, and not the file itself',
        help: expect.stringContaining('git lfs pull'),
      },
    ]);
    await commitAll(root, 'pointer');
    await writeFiles(root, { 'pipelines/a.yaml': daily('a') });
    expect((await plan(root, 'HEAD')).notes).toEqual([expect.stringContaining('is a pointer of Git LFS')]);
  });

  test('reads a link as what it leads to, before and after', async () => {
    await using folder = await tempDir();
    const root = path.join(folder.path, 'project');
    await writeFiles(folder.path, { 'outside.yaml': daily('outside') });
    await writeBaseProject(root, { 'pipelines/a.yaml': daily('a'), 'shared/b.yaml': daily('b') });
    await symlink('b.yaml', path.join(root, 'shared/to-b.yaml'));
    await symlink('../shared/to-b.yaml', path.join(root, 'pipelines/b.yaml'));
    await commitAll(root, 'base');
    expect(await plan(root, 'HEAD')).toMatchObject(NOTHING);
    // git calls only the file changed that the link leads to
    await writeFiles(root, { 'shared/b.yaml': daily('b', 4) });
    expect(await plan(root, 'HEAD')).toMatchObject({ changes: [{ pipeline: 'b', action: 'update' }], notes: [] });
    await rename(path.join(root, 'pipelines/a.yaml'), path.join(root, 'shared/a.yaml'));
    await symlink('../shared/a.yaml', path.join(root, 'pipelines/a.yaml'));
    expect(actions(await plan(root, 'HEAD'))).toEqual({ b: 'update' });
  });

  test('reads modules from anywhere in the project, before and after', async () => {
    await using folder = await tempDir();
    const root = folder.path;
    const uses = (name: string): string =>
      `import { said } from '../linked/near.ts'\nexport default { name: '${name}', schedule: 'manual', command: ['echo', said] }\n`;
    await writeFiles(root, {
      'pipelines/x.ts': uses('x'),
      'lib/near.ts': "export { said } from './deep/far'\n",
      'lib/deep/far.ts': "export const said = 'one'\n",
    });
    await symlink('lib', path.join(root, 'linked'));
    await writeProject(root);
    expect(await plan(root, 'HEAD')).toMatchObject(NOTHING);
    await writeFiles(root, { 'lib/deep/far.ts': "export const said = 'two'\n" });
    expect(actions(await plan(root, 'HEAD'))).toEqual({ x: 'update' });
    await rename(path.join(root, 'pipelines/x.ts'), path.join(root, 'pipelines/w.ts'));
    const moved = await plan(root, 'HEAD');
    expect([actions(moved), moved.notes]).toEqual([{ x: 'update' }, []]);
  });

  test('follows no link out of the project, on neither side', async () => {
    await using folder = await tempDir();
    const root = path.join(folder.path, 'project');
    await writeFiles(folder.path, { 'outside.yaml': daily('outside') });
    await writeProject(root);
    await symlink('../../outside.yaml', path.join(root, 'pipelines/out.yaml'));
    await symlink('/etc/passwd', path.join(root, 'pipelines/passwd.yaml'));
    const { changes, diagnostics } = await plan(root, 'HEAD');
    expect([changes, diagnostics.map(({ code, file }) => `${code} ${file}`)]).toEqual([
      [],
      ['SL0107 pipelines/out.yaml', 'SL0107 pipelines/passwd.yaml'],
    ]);
    await commitAll(root, 'links');
    await rm(path.join(root, 'pipelines/out.yaml'));
    await rm(path.join(root, 'pipelines/passwd.yaml'));
    const before = await plan(root, 'HEAD');
    expect([before.changes, before.diagnostics]).toEqual([[], []]);
    expect(before.notes).toEqual([expect.stringContaining('the base does not compile whole (2 errors, the first: ')]);
  });

  test('refuses a tree that a sparse checkout leaves files of the project out of', async () => {
    await using folder = await tempDir();
    const root = folder.path;
    await writeProject(root, { 'docs/a.md': 'a' });
    await git(root, 'sparse-checkout', 'set', '--no-cone', '/*', '!/pipelines/b.yaml');
    expect(await refusal(root, 'HEAD')).toEqual([
      'a sparse checkout leaves `pipelines/b.yaml` out of this tree: a plan would show it as deleted',
      'check out the whole project: `git sparse-checkout disable`, or add its folders with `git sparse-checkout add`',
    ]);
    await git(root, 'sparse-checkout', 'set', '--no-cone', '/*', '!/docs/');
    expect(await plan(root, 'HEAD')).toMatchObject(NOTHING);
  });

  test('says that what a submodule held is not read', async () => {
    await using folder = await tempDir();
    const [root, pipelines] = [path.join(folder.path, 'project'), path.join(folder.path, 'definitions')];
    await writeFiles(pipelines, { 'a.yaml': daily('a') });
    await commitAll(pipelines, 'definitions');
    await writeBaseProject(root, {});
    await commitAll(root, 'project');
    await git(root, 'submodule', '--quiet', 'add', pipelines, 'pipelines');
    await commitAll(root, 'with definitions');
    expect(await plan(root, 'HEAD')).toMatchObject(NOTHING);
    await writeFiles(root, { 'pipelines/a.yaml': daily('a', 3) });
    expect(await plan(root, 'HEAD')).toMatchObject({
      changes: [{ pipeline: 'a' }],
      notes: ['`pipelines` is a submodule: what it held at that commit is not read, and shows as new'],
    });
  });

  test('says the same of a submodule that stands at another commit', async () => {
    await using folder = await tempDir();
    const [root, pipelines] = [path.join(folder.path, 'project'), path.join(folder.path, 'definitions')];
    await writeFiles(pipelines, { 'a.yaml': daily('a') });
    await commitAll(pipelines, 'definitions');
    await writeBaseProject(root, { 'pipelines/b.yaml': daily('b') });
    await commitAll(root, 'project');
    await git(root, 'submodule', '--quiet', 'add', pipelines, 'pipelines/shared');
    await commitAll(root, 'with definitions');
    await writeFiles(root, { 'pipelines/shared/a.yaml': daily('a', 3) });
    await commitAll(path.join(root, 'pipelines/shared'), 'another hour');
    const { changes, notes } = await plan(root, 'HEAD');
    expect(changes).toMatchObject([{ pipeline: 'a', action: 'create' }]);
    expect(notes).toEqual([
      '`pipelines/shared` is a submodule: what it held at that commit is not read, and shows as new',
    ]);
  });

  test('says of a repository without a commit, and of a bare one, what to do', async () => {
    await using folder = await tempDir();
    const [root, bare] = [path.join(folder.path, 'project'), path.join(folder.path, 'bare.git')];
    await writeBaseProject(root, { 'pipelines/a.yaml': daily('a') });
    await git(root, 'init', '--quiet', '--initial-branch=main');
    for (const ref of ['HEAD', 'main...', 'origin/main'])
      expect(await refusal(root, ref)).toEqual([
        'this repository has no commit yet',
        'commit first; without `--base` a plan compares with what is deployed',
      ]);
    await commitAll(root, 'base');
    await git(folder.path, 'clone', '--quiet', '--bare', root, bare);
    expect(await refusal(bare, 'HEAD')).toEqual([
      'this is a bare repository: it has no working tree to plan',
      'run it in a clone of it',
    ]);
  });

  test.each([false, true])('says first that a folder is no project, in a repository: %s', async (isRepository) => {
    await using folder = await tempDir();
    if (isRepository) await git(folder.path, 'init', '--quiet');
    const refused: unknown = await plan(folder.path, 'HEAD').catch((thrown: unknown) => thrown);
    expect(refused).toBeInstanceOf(ConfigurationError);
    expect(refused).toMatchObject({ message: `there is no sluice.yaml in ${folder.path}`, help: expect.anything() });
  });

  test('says in a comment too that the tree is not the commit in the title', async () => {
    await using folder = await tempDir();
    const root = folder.path;
    await writeProject(root);
    expect(renderMarkdown(await plan(root, 'HEAD'))).not.toContain('working tree');
    await writeFiles(root, { 'pipelines/a.yaml': daily('a', 3) });
    expect(renderMarkdown(await plan(root, 'HEAD')).split('\n')[2]).toMatch(
      /compared with `HEAD \(.*\)` · working tree with changes$/,
    );
  });

  test('takes every way to name a commit', async () => {
    await using folder = await tempDir();
    const root = folder.path;
    const first = await writeProject(root);
    await git(root, 'tag', 'v1');
    await git(root, 'tag', '--annotate', '--message=release', 'v2');
    await git(root, 'branch', 'team/base');
    await changeA(root);
    await git(root, 'branch', 'v1');
    await git(root, 'update-ref', 'refs/remotes/origin/main', first);
    const refs = [
      'v2',
      'team/base',
      'origin/main',
      'refs/tags/v1',
      'HEAD~1',
      first,
      first.slice(0, 8),
      'origin/main...',
    ];
    for (const ref of refs)
      expect(await plan(root, ref), ref).toMatchObject({ base: { ref, commit: first }, notes: [] });
    expect(await plan(root, 'v1')).toMatchObject({
      base: { commit: first },
      notes: ['`v1` is the name of a branch and of a tag, and the tag is taken: `--base refs/heads/v1` is the branch'],
    });
  });

  test.each([
    ['mian', 'git has no commit `mian` here', 'did you mean `main`?'],
    ['release', 'git has no commit `release` here', 'did you mean `origin/release`?'],
    ['origin/feature', 'git has no commit `origin/feature` here', 'git fetch origin feature`, and `--base FETCH_HEAD`'],
    ['HEAD~9', 'git has no commit `HEAD~9` here', 'the history does not reach back to it'],
    ['HEAD:pipelines', 'names something in the history that is no commit', 'name a branch, a tag or a commit'],
    [
      'main..HEAD',
      'is a range of commits, and a plan compares with one',
      '`--base main...` with where this branch left it',
    ],
    ['^main', '`^main` is no name of a commit', 'name a branch, a tag or a commit'],
    ['main...HEAD', 'is a range of commits, and a plan compares with one', '`--base main` compares with it'],
  ])('says of `%s` what is wrong with it', async (ref, said, help) => {
    await using folder = await tempDir();
    const commit = await writeProject(folder.path);
    await git(folder.path, 'update-ref', 'refs/remotes/origin/release', commit);
    expect(await refusal(folder.path, ref)).toEqual([expect.stringContaining(said), expect.stringContaining(help)]);
  });

  test('says that the beginning of a commit is that of several', async () => {
    await using folder = await tempDir();
    const root = folder.path;
    await writeProject(root);
    // git takes four digits at least: among some hundred blobs two begin with the same
    const ids = new Map<string, string>();
    let twice: string | undefined;
    for (let count = 0; twice === undefined; count += 1) {
      const names = Array.from({ length: 500 }, (_, index) => `blobs/${count}-${index}`);
      await writeFiles(root, Object.fromEntries(names.map((name) => [name, name])));
      for (const id of (await git(root, 'hash-object', '-w', '--', ...names)).split('\n')) {
        if (ids.has(id.slice(0, 4))) twice = id.slice(0, 4);
        ids.set(id.slice(0, 4), id);
      }
    }
    expect(await refusal(root, twice)).toEqual([
      `\`${twice}\` is the beginning of several names in the history`,
      'write more digits of the commit',
    ]);
  });

  test('says of a shallow clone that it does not reach back to where the branch began', async () => {
    await using folder = await tempDir();
    const [root, clone] = [path.join(folder.path, 'project'), path.join(folder.path, 'clone')];
    await writeProject(root);
    await git(root, 'checkout', '--quiet', '-b', 'feature');
    await changeA(root);
    await git(root, 'checkout', '--quiet', 'main');
    await writeFiles(root, { 'pipelines/b.yaml': daily('b', 3) });
    await commitAll(root, 'ahead');
    const shallow = ['--depth=1', '--branch=feature', '--no-single-branch'];
    await git(folder.path, 'clone', '--quiet', ...shallow, `file://${root}`, clone);
    expect(await refusal(clone, 'origin/main...')).toEqual([
      'git finds no commit that `origin/main` and this tree have in common',
      expect.stringContaining('check out with `fetch-depth: 0`'),
    ]);
    expect(actions(await plan(clone, 'origin/main'))).toEqual({ a: 'update', b: 'update' });
    // what is offered helps
    await git(clone, 'fetch', '--quiet', '--unshallow');
    expect(actions(await plan(clone, 'origin/main...'))).toEqual({ a: 'update' });
  });

  test('takes no notice of line ends by `autocrlf`, of a byte order mark, and of the mode of a file', async () => {
    await using folder = await tempDir();
    const root = folder.path;
    await writeProject(root);
    await git(root, 'config', 'core.autocrlf', 'true');
    await rm(path.join(root, 'pipelines'), { recursive: true });
    await git(root, 'checkout', '--', 'pipelines');
    expect(await plan(root, 'HEAD')).toMatchObject(NOTHING);
    await git(root, 'config', 'core.autocrlf', 'false');
    await writeFiles(root, { 'pipelines/a.yaml': `\uFEFF${daily('a').replaceAll('\n', '\r\n')}` });
    await chmod(path.join(root, 'pipelines/b.yaml'), 0o755);
    expect(await plan(root, 'HEAD')).toMatchObject({ ...NOTHING, head: { dirty: true } });
  });

  test('takes no notice of another folder or case of a file name, and finds files by any name', async () => {
    await using folder = await tempDir();
    const root = path.join(folder.path, "my 'repo'", '项目 "etl"');
    const odd = ['日报 每天', `q'uo"te`, 'tab\there', 'new\nline', '-dash', '[a]*', '100%', '$HOME', 'é'];
    const files = (hour: number): Record<string, string> =>
      Object.fromEntries(odd.map((name, index) => [`pipelines/${name}.yaml`, daily(`p${index}`, hour)]));
    await writeProject(root, {
      ...files(2),
      'pipelines/shop/c.yaml': daily('c'),
      'pipelines/Case.yaml': daily('case'),
    });
    await rename(path.join(root, 'pipelines/shop'), path.join(root, 'pipelines/store'));
    await rename(path.join(root, 'pipelines/Case.yaml'), path.join(root, 'pipelines/case.yaml'));
    expect(await plan(root, 'HEAD')).toMatchObject(NOTHING);
    await writeFiles(root, files(3));
    expect(actions(await plan(root, 'HEAD'))).toEqual(
      Object.fromEntries(odd.map((_, index) => [`p${index}`, 'update'])),
    );
  });

  test('reads a repository whose names are SHA-256', async () => {
    await using folder = await tempDir();
    const root = folder.path;
    await mkdir(root, { recursive: true });
    await git(root, 'init', '--quiet', '--object-format=sha256', '--initial-branch=main');
    const commit = await writeProject(root);
    await writeFiles(root, { 'pipelines/a.yaml': daily('a', 3) });
    expect(commit).toHaveLength(64);
    expect(await plan(root, commit.slice(0, 10))).toMatchObject({
      base: { commit },
      changes: [{ pipeline: 'a', action: 'update' }],
    });
  });

  test('obeys no setting of git that changes what it prints', async () => {
    await using folder = await tempDir();
    const root = folder.path;
    await writeProject(root);
    const settings = {
      'status.showUntrackedFiles': 'no',
      'color.ui': 'always',
      'diff.renames': 'copies',
      'diff.noprefix': 'true',
      'core.quotePath': 'true',
      'diff.relative': 'false',
    };
    for (const [name, value] of Object.entries(settings)) await git(root, 'config', name, value);
    await writeFiles(root, { 'pipelines/新.yaml': daily('new'), 'pipelines/a.yaml': daily('a', 3) });
    expect(await plan(root, 'HEAD')).toMatchObject({
      changes: [
        { pipeline: 'a', action: 'update' },
        { pipeline: 'new', action: 'create', file: 'pipelines/新.yaml' },
      ],
      head: { dirty: true },
    });
  });

  test('takes owners from CODEOWNERS as it is now: a change of it alone is no change', async () => {
    await using folder = await tempDir();
    const root = folder.path;
    await writeProject(root, { CODEOWNERS: '* @shop/data\n' });
    await writeFiles(root, { CODEOWNERS: '* @shop/platform\n' });
    const said = 'CODEOWNERS changes who owns `a`, `b`';
    expect(await plan(root, 'HEAD')).toMatchObject({ ...NOTHING, notes: [said] });
    await writeFiles(root, { 'pipelines/a.yaml': daily('a', 3) });
    expect((await plan(root, 'HEAD')).changes).toMatchObject([{ pipeline: 'a', owners: ['@shop/platform'] }]);
  });
});
