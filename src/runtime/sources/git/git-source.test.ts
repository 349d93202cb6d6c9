import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { createServer as createTcpServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CompilationOutcome } from '../../../compiler/index.ts';
import { createSystemClock } from '../../observe/index.ts';
import type { Log, Source } from '../../ports/index.ts';
import { serveGit } from '../../../../test/support/serve-git.ts';
import { createCheckouts } from './checkouts.ts';
import { askRemote } from './remote-git.ts';
import { createGitSource, projectOfRemote, type GitSourceOptions } from './git-source.ts';

const TOKEN = 'hunter2-hunter2';
const FILE = 'pipelines/a.yaml';

describe('createGitSource', () => {
  let home: string;
  let bare: string;
  let work: string;
  let stateDir: string;
  let said: string[];
  let closers: (() => Promise<void>)[];

  const git = (folder: string, ...args: string[]): string =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=Ann Author', '-c', 'user.email=a@example.com', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();

  /** Commits files and pushes them; the commit. */
  const push = async (files: Readonly<Record<string, string>>, message = 'a change', ref = 'main'): Promise<string> => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(join(work, name, '..'), { recursive: true });
      await writeFile(join(work, name), text);
    }
    git(work, 'add', '--all');
    git(work, 'commit', '--quiet', '--allow-empty', '-m', message);
    git(work, 'push', '--quiet', '--force', bare, `HEAD:refs/heads/${ref}`);
    return git(work, 'rev-parse', 'HEAD');
  };

  const log: Log = (() => {
    const note = (message: string, fields?: object): void =>
      void said.push(`${message} ${JSON.stringify(fields ?? {})}`);
    const made: Log = { debug: note, info: note, warn: note, error: note, child: () => made };
    return made;
  })();

  const sourceOf = (more: Partial<GitSourceOptions> = {}): Source =>
    createGitSource({
      url: `file://${bare}`,
      ref: undefined,
      path: '.',
      username: 'oauth2',
      token: undefined,
      stateDir,
      pollMs: 20,
      // what is compiled is one file's text: the compiler has its own tests
      compile: async (root) => ({
        revision: 'of-the-files',
        compilation: { project: await readFile(join(root, FILE), 'utf8') } as CompilationOutcome,
      }),
      clock: createSystemClock(),
      log,
      ...more,
    });
  const read = async (source: Source): Promise<readonly [string, string | undefined]> => {
    const { revision, compilation } = await source.read();
    return [revision, compilation.project];
  };
  const listen = async (server: Server): Promise<number> => {
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    closers.push(() => new Promise((resolve) => void server.close(() => resolve())));
    return (server.address() as { port: number }).port; // a port is listened on
  };

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'sluice-git-'));
    [bare, work, stateDir] = [join(home, 'bare.git'), join(home, 'work'), join(home, 'state')];
    git(home, 'init', '--quiet', '--bare', '--initial-branch=main', bare);
    git(home, 'init', '--quiet', '--initial-branch=main', work);
    said = [];
    closers = [];
  });
  afterEach(async () => {
    for (const close of closers) await close();
    await rm(home, { recursive: true, force: true });
  });

  it('reads a commit, who made it and what for, and the newest one after it', async () => {
    const first = await push({ [FILE]: 'one' }, 'begin: one');
    const source = sourceOf();
    expect(await source.read()).toMatchObject({
      revision: first,
      compilation: { project: 'one' },
      commit: { id: first, author: 'Ann Author', subject: 'begin: one' },
    });
    await push({ [FILE]: 'two' });
    const third = await push({ [FILE]: 'three' });
    expect(await read(source)).toEqual([third, 'three']);
  });

  it('reads a branch, a tag with a message, and a folder inside', async () => {
    await push({ [`etl/${FILE}`]: 'main' });
    git(work, 'tag', '-a', 'v1', '-m', 'first');
    git(work, 'push', '--quiet', bare, 'v1');
    const tagged = git(work, 'rev-parse', 'HEAD');
    const other = await push({ [`etl/${FILE}`]: 'other' }, 'other', 'feature/x');
    expect(await read(sourceOf({ ref: 'v1', path: 'etl' }))).toEqual([tagged, 'main']);
    expect(await read(sourceOf({ ref: 'feature/x', path: 'etl' }))).toEqual([other, 'other']);
    expect(await read(sourceOf({ path: 'etl' }))).toEqual([tagged, 'main']);
  });

  it('follows a branch that was rewritten, and a tag that was moved', async () => {
    await push({ [FILE]: 'one' });
    git(work, 'tag', 'v1');
    git(work, 'push', '--quiet', bare, 'v1');
    const [branch, tag] = [sourceOf(), sourceOf({ ref: 'v1' })];
    await read(branch);
    await read(tag);
    git(work, 'checkout', '--quiet', '--orphan', 'anew');
    const anew = await push({ [FILE]: 'anew' });
    git(work, 'push', '--quiet', '--force', bare, 'HEAD:refs/tags/v1');
    expect(await read(branch)).toEqual([anew, 'anew']);
    expect(await read(tag)).toEqual([anew, 'anew']);
  });

  it('says of an empty repository, a branch that is gone, and no repository what each is', async () => {
    await expect(sourceOf().read()).rejects.toMatchObject({ code: 'SOURCE_REF_MISSING', retryable: true });
    await push({ [FILE]: 'one' });
    await push({ [FILE]: 'two' }, 'two', 'live');
    const source = sourceOf({ ref: 'live' });
    await read(source);
    git(bare, 'branch', '-D', 'live');
    await expect(source.read()).rejects.toMatchObject({ code: 'SOURCE_REF_MISSING', message: /`live`/ });
    await expect(sourceOf({ url: `file://${home}/none.git` }).read()).rejects.toMatchObject({ code: 'SOURCE_DENIED' });
  });

  it('says that a remote is not there, or takes the connection and says nothing', async () => {
    const port = await listen(createServer());
    for (const close of closers.splice(0)) await close();
    await expect(sourceOf({ url: `http://127.0.0.1:${port}/a.git` }).read()).rejects.toMatchObject({
      code: 'SOURCE_UNREACHABLE',
      retryable: true,
    });
    const silent = createTcpServer((socket) => closers.unshift(async () => void socket.destroy()));
    const asked = new Promise((resolve) => silent.once('connection', resolve));
    const url = `http://127.0.0.1:${await listen(silent)}/a.git`;
    const stop = new AbortController();
    const watching = sourceOf({ url }).watch(stop.signal, () => undefined);
    await asked;
    stop.abort();
    await watching;
    expect(await askRemote({ url, username: '', token: undefined }, ['ls-remote', url], undefined, 200)).toMatchObject({
      code: undefined,
      stopped: 'time',
    });
  });

  it('brings a token to the host alone, and shows it nowhere', async () => {
    const commit = await push({ [FILE]: 'one' });
    const port = await listen(serveGit(home, { username: 'reader', password: TOKEN }));
    const url = `http://127.0.0.1:${port}/bare.git`;
    expect(await read(sourceOf({ url, username: 'reader', token: TOKEN }))).toEqual([commit, 'one']);
    const wrong = await sourceOf({ url, username: 'reader', token: `no-${TOKEN}` })
      .read()
      .catch((error: unknown) => error);
    expect(wrong).toMatchObject({ code: 'SOURCE_DENIED' });
    await expect(sourceOf({ url }).read()).rejects.toMatchObject({
      code: 'SOURCE_DENIED',
      message: 'the repository wants to know who asks, and no token is set for its host',
      help: expect.stringContaining('SLUICE_GIT_TOKEN'),
    });
    expect(JSON.stringify([String(wrong), said])).not.toContain(TOKEN);
    expect(() => execFileSync('grep', ['-r', '--quiet', TOKEN, stateDir])).toThrow();
  });

  it('reads by ssh, with the program that GIT_SSH_COMMAND names, and gives it no token', async () => {
    const commit = await push({ [FILE]: 'one' });
    const ssh = join(home, 'ssh');
    // in place of a host: runs here what is asked of it, the last argument
    await writeFile(ssh, `#!/bin/sh\necho "$@" > ${home}/asked\nfor last; do :; done\neval "$last"\n`, { mode: 0o755 });
    process.env['GIT_SSH_COMMAND'] = ssh;
    try {
      const source = sourceOf({ url: `ssh://git@host.example.com${bare}`, token: TOKEN });
      expect(await read(source)).toEqual([commit, 'one']);
    } finally {
      delete process.env['GIT_SSH_COMMAND'];
    }
    const asked = await readFile(join(home, 'asked'), 'utf8');
    expect(asked).toContain('git@host.example.com git-upload-pack');
    expect(asked).not.toContain(TOKEN);
  });

  it('runs nothing that the repository brings, and no protocol but that of the address', async () => {
    const marker = join(home, 'ran');
    git(work, 'config', 'filter.lfs.clean', 'cat');
    await push({
      [FILE]: 'one',
      '.gitattributes': `${FILE} filter=lfs`,
      '.gitmodules': `[submodule "x"]\n\tpath = x\n\turl = ext::touch ${marker}\n`,
    });
    expect(await read(sourceOf())).toMatchObject({ 1: 'one' });
    await expect(sourceOf({ url: `ext::touch% ${marker}` }).read()).rejects.toMatchObject({
      code: 'SOURCE_UNREACHABLE',
    });
    expect(existsSync(marker)).toBe(false);
  });

  it('replaces a checkout that somebody changed or damaged', async () => {
    const commit = await push({ [FILE]: 'one' });
    await read(sourceOf());
    const [root] = await readdir(join(stateDir, 'git'));
    const folder = join(stateDir, 'git', root ?? '', commit);
    for (const damage of [
      () => writeFile(join(folder, FILE), 'edited'),
      () => writeFile(join(folder, 'pipelines', 'more.yaml'), 'more'),
      () => rm(join(folder, FILE)),
      () => writeFile(join(folder, '.git', 'index'), 'no index'),
      () => rm(join(folder, '.git'), { recursive: true }),
    ]) {
      await damage();
      expect(await read(sourceOf())).toEqual([commit, 'one']);
      expect(await readdir(join(folder, 'pipelines'))).toEqual(['a.yaml']);
    }
  });

  it('has the bytes of the history, and fetches a commit once, whatever its attributes ask for', async () => {
    const commit = await push({ '.gitattributes': '*.yaml text eol=crlf\n', [FILE]: 'a\nb\n' });
    expect(await read(sourceOf())).toEqual([commit, 'a\nb\n']);
    const [root = ''] = await readdir(join(stateDir, 'git'));
    const made = async (): Promise<number> => (await stat(join(stateDir, 'git', root, commit))).ino;
    const first = await made();
    await read(sourceOf());
    expect(await made()).toBe(first);
  });

  it('leaves a whole checkout to who reads it, and does not judge one that git cannot be asked of', async () => {
    const commit = await push({ [FILE]: 'one' });
    await read(sourceOf());
    const [root = ''] = await readdir(join(stateDir, 'git'));
    const folder = join(stateDir, 'git', root, commit);
    const { ino } = await stat(folder);
    const remote = { url: `file://${bare}`, username: 'oauth2', token: undefined };
    const checkouts = createCheckouts(stateDir, remote, undefined);
    expect((await checkouts.fetch('HEAD')).folder).toBe(folder);
    expect((await stat(folder)).ino).toBe(ino);
    const { PATH } = process.env;
    process.env['PATH'] = '/nowhere';
    try {
      await expect(checkouts.newest()).rejects.toMatchObject({ name: 'OperatingError' });
    } finally {
      process.env['PATH'] = PATH;
    }
    expect((await checkouts.newest())?.folder).toBe(folder);
  });

  it('follows no link out of the repository', async () => {
    await push({ [FILE]: 'one' });
    await symlink(stateDir, join(work, 'away'));
    await push({ [FILE]: 'two' });
    await expect(sourceOf({ path: 'away' }).read()).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE' });
  });

  it('keeps the last commits alone, and nothing half done', async () => {
    const source = sourceOf();
    const commits: string[] = [];
    for (const text of ['1', '2', '3', '4', '5']) {
      commits.push(await push({ [FILE]: text }));
      await read(source);
    }
    const [root = ''] = await readdir(join(stateDir, 'git'));
    // what a process left that was killed in the middle, and what another one is at
    const [dead, atWork] = [join(stateDir, 'git', root, 'half-dead'), join(stateDir, 'git', root, 'half-now')];
    for (const folder of [dead, atWork]) await mkdir(join(folder, '.git'), { recursive: true });
    await utimes(dead, 0, 0);
    commits.push(await push({ [FILE]: '6' }));
    await read(source);
    expect([existsSync(dead), existsSync(atWork)]).toEqual([false, true]);
    await rm(atWork, { recursive: true });
    const kept = await readdir(join(stateDir, 'git', root));
    expect(kept.toSorted()).toEqual([...commits.slice(-3), 'newest'].toSorted());
  });

  it('takes away the commits whose reading is longest ago, not those that were fetched first', async () => {
    const source = sourceOf();
    const commits: string[] = [];
    for (const text of ['1', '2', '3']) {
      commits.push(await push({ [FILE]: text }));
      await read(source);
    }
    const [first = '', , third = ''] = commits;
    git(bare, 'update-ref', 'refs/heads/main', first);
    expect(await read(source)).toEqual([first, '1']);
    const fourth = await push({ [FILE]: '4' });
    await read(source);
    const [root = ''] = await readdir(join(stateDir, 'git'));
    const kept = await readdir(join(stateDir, 'git', root));
    expect(kept.toSorted()).toEqual([first, third, fourth, 'newest'].toSorted());
  });

  it.each([
    ['a folder', 'HEAD^{tree}'],
    ['a file', `HEAD:${FILE}`],
  ])('says of a tag on %s that it names no commit', async (_what, object) => {
    await push({ [FILE]: 'one' });
    git(work, 'tag', '-a', '-m', 'odd', 'odd', object);
    git(work, 'push', '--quiet', bare, 'odd');
    await expect(sourceOf({ ref: 'odd' }).read()).rejects.toMatchObject({
      code: 'SOURCE_REF_MISSING',
      message: /no commit/,
      help: /SLUICE_GIT_REF/,
    });
  });

  it('tells a state folder that takes nothing from a remote that gives nothing', async () => {
    await push({ [FILE]: 'one' });
    await writeFile(stateDir, 'a file');
    await expect(sourceOf().read()).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      message: /state folder/,
      help: /SLUICE_STATE_DIR/,
    });
  });

  it('says of a full disk that it is full, keeps what it has, and goes on when there is room', async (context) => {
    const first = await push({ [FILE]: 'one' });
    await mkdir(stateDir);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', stateDir], { stdio: 'ignore' });
    } catch {
      context.skip('a small disk takes the right to mount one');
    }
    try {
      const source = sourceOf();
      expect(await read(source)).toEqual([first, 'one']);
      const second = await push({ [FILE]: 'two', 'pipelines/large.bin': randomBytes(600_000).toString('hex') });
      await expect(source.read()).rejects.toMatchObject({ code: 'DISK_FULL', help: /SLUICE_STATE_DIR/ });
      const [root = ''] = await readdir(join(stateDir, 'git'));
      expect((await readdir(join(stateDir, 'git', root))).toSorted()).toEqual([first, 'newest'].toSorted());
      execFileSync('mount', ['-o', 'remount,size=16m', stateDir]);
      expect(await read(source)).toEqual([second, 'two']);
    } finally {
      execFileSync('umount', [stateDir]);
    }
  });

  it('gives a reading up when it is asked to, and leaves nothing half done', async () => {
    const silent = createTcpServer((socket) => closers.unshift(async () => void socket.destroy()));
    const asked = new Promise((resolve) => silent.once('connection', resolve));
    const url = `http://127.0.0.1:${await listen(silent)}/a.git`;
    const stop = new AbortController();
    const reading = sourceOf({ url }).read({ signal: stop.signal });
    await asked;
    stop.abort();
    await expect(reading).rejects.toMatchObject({ name: 'OperatingError' });
    const place = { url, username: '', token: undefined };
    const late = new AbortController();
    const again = new Promise((resolve) => silent.once('connection', resolve));
    const fetching = createCheckouts(stateDir, place, 'main').fetch('refs/heads/main', late.signal);
    await again;
    late.abort();
    await expect(fetching).rejects.toMatchObject({ name: 'OperatingError' });
    const [root = ''] = await readdir(join(stateDir, 'git'));
    expect(await readdir(join(stateDir, 'git', root))).toEqual([]);
  });

  it('knows the project of the last commit while the remote is away', async () => {
    await push({ 'sluice.yaml': 'name: shop\n', [FILE]: 'one' });
    const place = { url: `file://${bare}`, ref: undefined, path: '.', username: 'oauth2', token: undefined };
    const first = await projectOfRemote(stateDir, place);
    await rm(bare, { recursive: true });
    expect(await projectOfRemote(stateDir, place)).toBe(first);
    expect(await readFile(join(first, 'sluice.yaml'), 'utf8')).toBe('name: shop\n');
    await expect(projectOfRemote(join(home, 'other'), place)).rejects.toMatchObject({ code: 'SOURCE_DENIED' });
  });

  it('tells at once of what nobody has read', async () => {
    await push({ [FILE]: 'one' });
    const source = sourceOf({ pollMs: 60_000 });
    await source.read();
    await push({ [FILE]: 'two' });
    const stop = new AbortController();
    let told = 0;
    await source.watch(stop.signal, () => {
      told++;
      stop.abort();
    });
    expect(told).toBe(1);
  });

  it('tells of a new commit, of a remote that went and of one that came back; of nothing else', async () => {
    await push({ [FILE]: 'one' });
    const stop = new AbortController();
    let tell = (): void => undefined;
    let told = 0;
    const next = (): Promise<void> => new Promise((resolve) => void (tell = resolve));
    const clock = createSystemClock();
    let polls = 0;
    const counting = {
      ...clock,
      now: clock.now,
      monotonic: clock.monotonic,
      sleep: (ms: number, signal?: AbortSignal) => (polls++, clock.sleep(Math.min(ms, 20), signal)),
    };
    const source = sourceOf({ clock: counting });
    await source.read();
    const watching = source.watch(stop.signal, () => {
      told++;
      tell();
    });
    while (polls < 2) await clock.sleep(10, stop.signal);
    expect(told).toBe(0);
    const news = next();
    await push({ [FILE]: 'two' });
    await news;
    const gone = next();
    git(bare, 'update-ref', '-d', 'refs/heads/main');
    await gone;
    const back = next();
    await push({ [FILE]: 'three' });
    await back;
    stop.abort();
    await watching;
    expect(told).toBe(3);
  });
});
