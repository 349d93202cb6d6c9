import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitBase } from '../../src/cli/plan/commit-base.ts';
import { makePlan } from '../../src/cli/plan/make-plan.ts';
import { toPlanDocument, type PlanDocument } from '../../src/compiler/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { commitAll, git } from '../support/git-repository.ts';
import { tempDir } from '../support/temp-dir.ts';

const NOW = Date.parse('2026-03-02T10:00:00Z');

const daily = (name: string, hour = 2): string =>
  `name: ${name}\nschedule: { cron: "0 0 ${hour} * * ?" }\ncommand: ["true"]\n`;

async function plan(root: string, ref: string): Promise<PlanDocument> {
  return toPlanDocument((await makePlan(root, commitBase(root, ref), { environment: 'default' }, NOW)).plan);
}

const actions = ({ changes }: PlanDocument): object =>
  Object.fromEntries(changes.map(({ pipeline, action }) => [pipeline, action]));

const write = (root: string, file: string, text: string): Promise<void> => writeFile(path.join(root, file), text);

describe('a plan against a commit', () => {
  test('tells what differs in files changed, new, gone and renamed, and says where both sides come from', async () => {
    await using folder = await tempDir();
    const root = folder.path;
    await writeBaseProject(root, {
      'pipelines/a.yaml': daily('a'),
      'pipelines/b.yaml': daily('b'),
      'pipelines/日报.yaml': daily('c'),
    });
    const commit = await commitAll(root, 'base');
    const same = await plan(root, 'HEAD');
    expect(same).toMatchObject({
      changes: [],
      base: { kind: 'git', ref: 'HEAD', commit },
      head: { commit, dirty: false },
    });
    await write(root, 'pipelines/a.yaml', daily('a', 3));
    await rm(path.join(root, 'pipelines/b.yaml'));
    await rename(path.join(root, 'pipelines/日报.yaml'), path.join(root, 'pipelines/月报.yaml'));
    await write(root, 'pipelines/new.yaml', 'name: new\nschedule: manual\ncommand: ["false"]\n');
    const changed = await plan(root, 'HEAD');
    expect(actions(changed)).toEqual({ a: 'update', b: 'delete', new: 'create' });
    expect(changed.head).toMatchObject({ kind: 'folder', commit, dirty: true });
    expect(changed.notes).toEqual([]);
  });

  test('takes no notice of line ends, of ignored files and of what else the repository holds', async () => {
    await using folder = await tempDir();
    const root = path.join(folder.path, 'etl', 'shop');
    await writeBaseProject(root, { 'pipelines/a.yaml': daily('a') });
    await write(folder.path, '.gitignore', '.sluice/\n');
    await commitAll(folder.path, 'base');
    await write(root, 'pipelines/a.yaml', daily('a').replaceAll('\n', '\r\n'));
    await mkdir(path.join(root, '.sluice'));
    await write(root, '.sluice/own', 'x');
    expect((await plan(root, 'HEAD')).changes).toEqual([]);
    expect(await readdir(path.join(root, '.sluice'))).toEqual(['own']);
  });

  test('works in a worktree, a submodule and on a detached commit', async () => {
    await using folder = await tempDir();
    const root = path.join(folder.path, 'project');
    await writeBaseProject(root, { 'pipelines/a.yaml': daily('a') });
    const commit = await commitAll(root, 'base');
    const worktree = path.join(folder.path, 'worktree');
    await git(root, 'worktree', 'add', '--quiet', '--detach', worktree);
    const outer = path.join(folder.path, 'outer');
    await mkdir(outer);
    await commitAll(outer, 'outer');
    await git(outer, 'submodule', '--quiet', 'add', root, 'inner');
    for (const place of [worktree, path.join(outer, 'inner')]) {
      await write(place, 'pipelines/a.yaml', daily('a', 3));
      const changed = await plan(place, commit);
      expect(actions(changed)).toEqual({ a: 'update' });
    }
  });

  test('says of a shallow clone what to fetch, and works with what it has', async () => {
    await using folder = await tempDir();
    const root = path.join(folder.path, 'project');
    await writeBaseProject(root, { 'pipelines/a.yaml': daily('a') });
    const first = await commitAll(root, 'first');
    await write(root, 'pipelines/a.yaml', daily('a', 3));
    await commitAll(root, 'second');
    const clone = path.join(folder.path, 'clone');
    await git(folder.path, 'clone', '--quiet', '--depth=1', `file://${root}`, clone);
    await expect(plan(clone, first)).rejects.toMatchObject({
      said: { template: expect.stringContaining('the clone is shallow') },
      help: { template: expect.stringContaining('git fetch --depth=1 origin') },
    });
    await git(clone, 'fetch', '--quiet', '--depth=1', 'origin', first);
    expect(actions(await plan(clone, 'FETCH_HEAD'))).toEqual({ a: 'update' });
  });

  test('says what a base ahead of the tree means, and compares with where they parted for `...`', async () => {
    await using folder = await tempDir();
    const root = folder.path;
    await writeBaseProject(root, { 'pipelines/a.yaml': daily('a') });
    await commitAll(root, 'first');
    await git(root, 'branch', 'feature');
    await write(root, 'pipelines/b.yaml', daily('b'));
    await commitAll(root, 'ahead');
    await git(root, 'checkout', '--quiet', 'feature');
    const reversed = await plan(root, 'main');
    expect(actions(reversed)).toEqual({ b: 'delete' });
    expect(reversed.notes).toEqual([expect.stringContaining('`--base main...`')]);
    expect(await plan(root, 'main...')).toMatchObject({ changes: [], notes: [] });
  });

  test('says that the base had no project, or had it in another folder', async () => {
    await using folder = await tempDir();
    await commitAll(folder.path, 'nothing');
    const root = path.join(folder.path, 'shop');
    await writeBaseProject(root, { 'pipelines/a.yaml': daily('a') });
    const created = await plan(root, 'HEAD');
    expect(actions(created)).toEqual({ a: 'create' });
    expect(created.notes).toEqual(['that commit has no project here: every pipeline is new']);
    await commitAll(folder.path, 'shop');
    await rename(root, path.join(folder.path, 'store'));
    const moved = await plan(path.join(folder.path, 'store'), 'HEAD');
    expect(moved).toMatchObject({ changes: [], notes: [expect.stringContaining('`shop/`')] });
  });

  test('compares what it can with a base that does not compile', async () => {
    await using folder = await tempDir();
    const root = folder.path;
    await writeBaseProject(root, { 'pipelines/a.yaml': daily('a'), 'pipelines/b.yaml': `${daily('b')}colour: red\n` });
    await commitAll(root, 'base');
    await write(root, 'pipelines/a.yaml', daily('a', 3));
    await write(root, 'pipelines/b.yaml', daily('b'));
    const changed = await plan(root, 'HEAD');
    expect(actions(changed)).toEqual({ a: 'update', b: 'create' });
    expect(changed.notes).toEqual([expect.stringContaining('pipelines that do not compile there show as new')]);
  });

  test.each(['--upload-pack=touch x', '-n', '', 'a b', 'no-such-branch'])('refuses `%s`', async (ref) => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, { 'pipelines/a.yaml': daily('a') });
    await commitAll(folder.path, 'base');
    await expect(plan(folder.path, ref)).rejects.toThrow();
  });

  test('says that the folder is in no repository', async () => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, { 'pipelines/a.yaml': daily('a') });
    await expect(plan(folder.path, 'main')).rejects.toMatchObject({
      said: { template: 'this folder is in no git repository' },
    });
  });

  test('runs no hook and no monitor of the repository', async () => {
    await using folder = await tempDir();
    const root = folder.path;
    await writeBaseProject(root, { 'pipelines/a.yaml': daily('a') });
    await commitAll(root, 'base');
    const trap = path.join(root, '.git', 'trap');
    await writeFile(trap, '#!/bin/sh\ntouch "$(dirname "$0")/sprung"\n', { mode: 0o755 });
    await git(root, 'config', 'core.fsmonitor', trap);
    await git(root, 'config', 'diff.external', trap);
    await plan(root, 'HEAD');
    expect(await readdir(path.join(root, '.git'))).not.toContain('sprung');
  });
});
