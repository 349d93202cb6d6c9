import { execFile, execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pipelinesOf } from '../support/daemon-views.ts';
import { freePort } from '../support/free-port.ts';
import { serveGit } from '../support/serve-git.ts';
import { serve, sluice, type Daemon } from '../support/sluice-program.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const WAIT = { timeout: 60_000, interval: 100 };
const [USER, TOKEN, SECRET] = ['reader', 'hunter2-hunter2', 'correct-horse-battery'];
const run = promisify(execFile);

const command = (name: string): string => `name: ${name}
schedule: { every: 1h }
command: ["/bin/sh", "-c", "true"]
`;

/** Git that stands still in the middle of what \`hold\` names, after it has done that, and notes its process. */
const SHIM = (real: string, folder: string): string => `#!/bin/sh
held=$(cat ${folder}/hold 2>/dev/null)
case " $* " in
  *" $held "*) [ -n "$held" ] && { ${real} "$@"; echo $$ > ${folder}/held; exec sleep 600; } ;;
esac
exec ${real} "$@"
`;

// One story: each test goes on where the one before has ended. The poll is an hour: what happens is the webhook's.
describe('a daemon that follows a repository', () => {
  let home: TempDir;
  let server: Server;
  let port: number;
  let daemon: Daemon;
  const at = (...steps: string[]): string => path.join(home.path, ...steps);
  const address = (): string => `http://127.0.0.1:${port}/bare.git`;

  const git = async (...args: string[]): Promise<void> => {
    const who = ['-c', 'user.name=Ann', '-c', 'user.email=a@example.com'];
    await run('git', ['-C', at('work'), ...who, ...args]);
  };
  /** Writes, commits and pushes over http, as a person does. */
  const push = async (files: Readonly<Record<string, string>>, ...more: string[]): Promise<void> => {
    await writeFiles(at('work'), files);
    await git('add', '--all');
    await git('commit', '--quiet', '--allow-empty', '-m', 'a change');
    await git('push', '--quiet', ...more, address().replace('//', `//${USER}:${TOKEN}@`), 'HEAD:refs/heads/main');
  };
  const tell = async (secret = SECRET): Promise<number> => {
    const body = JSON.stringify({ ref: 'refs/heads/main', repository: { clone_url: address() } });
    const headers = {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    };
    return (await fetch(new URL('/api/v1/hooks/git', daemon.url), { method: 'POST', headers, body })).status;
  };
  const environment = () => ({
    SLUICE_SOURCE: 'git',
    SLUICE_GIT_URL: address(),
    SLUICE_GIT_REF: 'main',
    SLUICE_GIT_POLL: '3600',
    SLUICE_GIT_USERNAME: USER,
    SLUICE_GIT_TOKEN: TOKEN,
    SLUICE_WEBHOOK_SECRET: SECRET,
    PATH: `${at('bin')}:${process.env['PATH'] ?? ''}`,
  });
  const start = async (): Promise<void> => void (daemon = await serve({ cwd: at('host'), env: environment() }));
  const names = async (): Promise<readonly string[]> => [...(await pipelinesOf(daemon)).keys()].toSorted();
  const source = async () => (await daemon.get<{ source: unknown }>('/api/v1/status')).source;
  const listen = async (): Promise<void> => {
    server = serveGit(home.path, { username: USER, password: TOKEN });
    await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  };
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => void server.close(resolve));
  };

  beforeAll(async () => {
    home = await tempDir();
    port = await freePort();
    await mkdir(at('host'));
    await mkdir(at('bin'));
    await run('git', ['init', '--quiet', '--bare', '--initial-branch=main', at('bare.git')]);
    await run('git', ['-C', at('bare.git'), 'config', 'receive.denyDeleteCurrent', 'ignore']);
    await run('git', ['init', '--quiet', '--initial-branch=main', at('work')]);
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    await writeFile(at('bin', 'git'), SHIM(real, home.path));
    await chmod(at('bin', 'git'), 0o755);
    await listen();
    await push({
      'sluice.yaml': `name: shop
edition: 2026
defaults: { engine: programs, timeZone: UTC }
engines: { programs: { type: command } }
`,
      'pipelines/a.yaml': command('a'),
    });
    await start();
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await close();
    await home[Symbol.asyncDispose]();
  });

  test('deploys a push when it is told of it, and by who knows the secret alone', async () => {
    await expect.poll(names, WAIT).toEqual(['a']);
    await push({ 'pipelines/b.yaml': command('b') });
    expect(await tell('another secret')).toBe(401);
    expect(await tell()).toBe(202);
    await expect.poll(names, WAIT).toEqual(['a', 'b']);
  });

  test('keeps the last good version of what a bad commit breaks, and deploys the rest of it', async () => {
    await push({ 'pipelines/a.yaml': 'name: a\nschedul: { every: 1h }\n', 'pipelines/c.yaml': command('c') });
    expect(await tell()).toBe(202);
    await expect.poll(names, WAIT).toEqual(['a', 'b', 'c']);
    await expect.poll(source, WAIT).toMatchObject({ state: 'broken', repository: { ref: 'main' } });
    expect((await sluice(['status', '--server', daemon.url], { cwd: at('host') })).stdout).toContain('SOURCE_BROKEN');
  });

  test('follows a branch that was rewritten', async () => {
    await git('checkout', '--quiet', '--orphan', 'anew');
    await push({ 'pipelines/a.yaml': command('a'), 'pipelines/d.yaml': command('d') }, '--force');
    expect(await tell()).toBe(202);
    await expect.poll(names, WAIT).toEqual(['a', 'b', 'c', 'd']);
    await expect.poll(source, WAIT).toMatchObject({ state: 'synced' });
  });

  test('keeps everything while the branch is gone, says so, and goes on when it is back', async () => {
    await git('push', '--quiet', address().replace('//', `//${USER}:${TOKEN}@`), ':refs/heads/main');
    expect(await tell()).toBe(202);
    await expect.poll(source, WAIT).toMatchObject({ state: 'unreadable', problem: { code: 'SOURCE_REF_MISSING' } });
    expect(await names()).toEqual(['a', 'b', 'c', 'd']);
    await push({ 'pipelines/e.yaml': command('e') });
    expect(await tell()).toBe(202);
    await expect.poll(names, WAIT).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test.each(['fetch', 'checkout'])(
    'killed in the middle of a %s, it starts again and reads the whole commit',
    async (step) => {
      await writeFile(at('hold'), step);
      await push({ [`pipelines/after-${step}.yaml`]: command(`after-${step}`) });
      expect(await tell()).toBe(202);
      await expect.poll(() => readFile(at('held'), 'utf8').catch(() => ''), WAIT).toMatch(/^\d+\n$/);
      daemon.signal('SIGKILL');
      await daemon.ended;
      // what a process that is killed cannot take with it
      process.kill(Number(await readFile(at('held'), 'utf8')), 'SIGKILL');
      for (const name of ['hold', 'held']) await rm(at(name));
      await start();
      await expect.poll(names, WAIT).toContain(`after-${step}`);
      await expect.poll(source, WAIT).toMatchObject({ state: 'synced' });
    },
  );

  test('starts without the repository and without a checkout, with what is deployed of it', async () => {
    const { code } = await daemon.stop();
    expect(code).toBe(0);
    await rm(at('host/.sluice/state/git'), { recursive: true });
    await close();
    await start();
    expect(await names()).toContain('e');
    await expect.poll(source, WAIT).toMatchObject({ state: 'unreadable', problem: { code: 'SOURCE_UNREACHABLE' } });
    expect(daemon.stderr + daemon.stdout).toContain(
      'the repository gives nothing, going on with what is deployed of it',
    );
    await listen();
    await push({ 'pipelines/f.yaml': command('f') });
    expect(await tell()).toBe(202);
    await expect.poll(names, WAIT).toContain('f');
    const kept = await readdir(at('host/.sluice/state/git'));
    expect(kept).toHaveLength(1);
    expect(daemon.stderr + daemon.stdout).not.toMatch(new RegExp(`${TOKEN}|${SECRET}`));
  });
});
