import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import { startSluice, type ProgramEnd } from './sluice-program.ts';
import { tempDir } from './temp-dir.ts';
import { writeFiles } from './write-files.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const PROGRAM = process.env['SLUICE_TEST_PROGRAM'] ?? fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const WHO = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org', '-c', 'commit.gpgsign=false'];
const run = promisify(execFile);

const PROJECT = {
  'sluice.yaml': `name: shop
edition: 2026
defaults: { timeZone: Asia/Shanghai, engine: here }
engines:
  here: { type: local }
`,
  'datasources/warehouse.yaml': 'name: warehouse\ntype: sqlite\npath: .sluice/warehouse.db\n',
  'pipelines/orders.yaml': `name: orders
owner: ann
schedule: { cron: "0 0 3 * * ?" }
source: { datasource: warehouse, table: orders }
sink: { datasource: warehouse, table: ods_orders }
`,
};

/** A repository with a pull request: `origin`, and a clone of it that stands on the branch `change`. */
export interface ReviewRepository extends AsyncDisposable {
  readonly clone: string;
  git(...args: readonly string[]): Promise<string>;
  /** Writes the files, commits them on the branch that the clone stands on, pushes, and gives the commit. */
  push(files: Readonly<Record<string, string>>): Promise<string>;
  /** The same on the base branch, behind the clone's back. */
  pushToBase(files: Readonly<Record<string, string>>): Promise<string>;
  /** Runs commands of a recipe in the clone, as CI does: by a shell, with `npm ci` done already. */
  ci(commands: readonly string[], environment: Readonly<Record<string, string>>): Promise<ProgramEnd>;
}

async function gitIn(cwd: string, ...args: readonly string[]): Promise<string> {
  return (await run('git', [...WHO, ...args], { cwd })).stdout.trim();
}

/** Makes it, with a project of one pipeline on the base branch. */
export async function reviewRepository(): Promise<ReviewRepository> {
  const dir = await tempDir();
  const [origin, clone, other, bin] = ['origin.git', 'clone', 'other', 'bin'].map((name) =>
    path.join(dir.path, name),
  ) as [string, string, string, string]; // four names
  await mkdir(origin);
  await gitIn(origin, 'init', '--quiet', '--bare', '--initial-branch=main');
  await gitIn(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  const push = async (folder: string, files: Readonly<Record<string, string>>): Promise<string> => {
    await writeFiles(folder, files);
    await gitIn(folder, 'add', '--all');
    await gitIn(folder, 'commit', '--quiet', '--allow-empty', '-m', 'change');
    await gitIn(folder, 'push', '--quiet', 'origin', 'HEAD');
    return gitIn(folder, 'rev-parse', 'HEAD');
  };
  await gitIn(dir.path, 'clone', '--quiet', origin, other);
  await gitIn(other, 'checkout', '--quiet', '-B', 'main');
  await push(other, { ...PROJECT, '.gitignore': '.sluice/\n' });
  await gitIn(dir.path, 'clone', '--quiet', origin, clone);
  await gitIn(clone, 'checkout', '--quiet', '-b', 'change');
  await writeShims(bin);
  return {
    clone,
    git: (...args) => gitIn(clone, ...args),
    push: (files) => push(clone, files),
    pushToBase: (files) => push(other, files),
    async ci(commands, environment) {
      const command = ['/bin/sh', '-ec', commands.join('\n')];
      const env = { ...environment, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
      await using running = startSluice([], { cwd: clone, env, command });
      return await running.ended;
    },
    [Symbol.asyncDispose]: () => dir[Symbol.asyncDispose](),
  };
}

/** `npx sluice` is the built program; the packages are there already. */
async function writeShims(bin: string): Promise<void> {
  await mkdir(bin);
  const shims = {
    npx: `#!/bin/sh\n[ "$1" = sluice ] || exit 97\nshift\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`,
    sluice: `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`,
    npm: '#!/bin/sh\n[ "$*" = ci ] || exit 97\n',
  };
  for (const [name, text] of Object.entries(shims)) {
    await writeFile(path.join(bin, name), text);
    await chmod(path.join(bin, name), 0o755);
  }
}

interface Recipes {
  readonly jobs?: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
  readonly stages?: readonly { readonly steps: readonly { readonly commands: readonly string[] }[] }[];
}

/** The commands of a job in docs/ci, as they are written there. */
export function recipe(forge: 'github' | 'gitlab' | 'gitee'): readonly string[] {
  const file = { github: 'github.yml', gitlab: 'gitlab-ci.yml', gitee: 'gitee.yml' }[forge];
  const text = parse(readFileSync(path.join(ROOT, 'docs/ci', file), 'utf8')) as Recipes & Record<string, unknown>; // held by schemas, or fails below
  const commands =
    forge === 'github'
      ? (text.jobs?.['review']?.steps ?? []).flatMap(({ run: command }) => (command === undefined ? [] : [command]))
      : forge === 'gitlab'
        ? (text['review-pipelines'] as { readonly script: readonly string[] }).script
        : (text.stages?.[0]?.steps[0]?.commands ?? []);
  if (!commands.some((command) => command.includes('sluice review'))) throw new Error(`${file} reviews nothing`);
  return commands;
}
