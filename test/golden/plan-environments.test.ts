import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeBaseProject } from '../support/base-project.ts';
import { commitAll } from '../support/git-repository.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { sluice, type ProgramEnd } from '../support/sluice-program.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const COMMAND = [
  process.execPath,
  '--import',
  import.meta.resolve('tsx'),
  path.resolve(import.meta.dirname, '../../src/cli/main.ts'),
];

const project = (region: string): string => `name: shop
edition: 2026
defaults: { timeZone: Asia/Shanghai }
engines: { batch: { type: flinkx, version: "1.11", mode: local, home: /opt/flinkx } }
environments:
  staging: { params: { region: cn } }
  prod: { params: { region: ${region} } }
`;

const PIPELINE = `name: orders
schedule: { cron: "0 0 2 * * ?" }
engine: batch
params: { region: cn }
source: { datasource: erp, table: orders, columns: [id bigint], where: "region = '\${region}'" }
sink: { datasource: ods, table: orders, mode: upsert, key: [id] }
`;

describe('plans of several environments', () => {
  let folder: Awaited<ReturnType<typeof tempDir>>;
  beforeAll(async () => {
    folder = await tempDir();
    await writeBaseProject(folder.path, { 'sluice.yaml': project('eu'), 'pipelines/orders.yaml': PIPELINE });
    await commitAll(folder.path, 'base');
    // of `prod` alone
    await writeFiles(folder.path, { 'sluice.yaml': project('us') });
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  const plan = (...args: string[]): Promise<ProgramEnd> =>
    sluice(['plan', '--base', 'HEAD', ...args], { cwd: folder.path, command: COMMAND });

  test('stand one after the other, each under its name', async () => {
    const { code, stdout } = await plan('--env', 'staging', '--env', 'prod', '--detailed-exitcode');
    expect(code).toBe(2);
    const [staging = '', prod = ''] = stdout.split('\n\n', 2);
    expect(staging).toMatch(/^no changes: 1 pipeline in environment staging is as in HEAD/);
    expect(prod).toMatch(/^Plan for shop, environment prod: HEAD/);
    expect(stdout).toContain('`region` is `us` where nobody gives another, no longer `eu`');
  });

  test('are one document of plans, as plan.schema.json describes each', async () => {
    const { stdout } = await plan('--all-environments', '--output', 'json');
    const [plans, one] = [publishedSchema('plans'), publishedSchema('plan')];
    const document = JSON.parse(stdout) as { plans: { environment: string; changes: unknown[] }[] };
    plans(document);
    expect(plans.errors ?? []).toEqual([]);
    for (const each of document.plans) {
      one(each);
      expect(one.errors ?? []).toEqual([]);
    }
    expect(document.plans.map(({ environment, changes }) => [environment, changes.length])).toEqual([
      ['staging', 0],
      ['prod', 1],
    ]);
  });

  test('are lines that name their environment', async () => {
    const { stdout } = await plan('--all-environments', '--output', 'jsonl');
    const line = publishedSchema('plan-line');
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((each): { environment: string; change?: object } => JSON.parse(each));
    for (const each of lines) {
      line(each);
      expect(line.errors ?? []).toEqual([]);
    }
    expect(lines.filter(({ change }) => change !== undefined).map(({ environment }) => environment)).toEqual(['prod']);
    expect(new Set(lines.map(({ environment }) => environment))).toEqual(new Set(['staging', 'prod']));
  });

  test('are one comment and one page', async () => {
    const markdown = await plan('--all-environments', '--output', 'markdown');
    expect(markdown.stdout.match(/^### .*$/gm)).toEqual([
      expect.stringContaining('Plan for env staging'),
      expect.stringContaining('Plan for env prod'),
    ]);
    const { stdout } = await plan('--all-environments', '--output', 'html');
    expect(stdout.match(/<h2>[^<]*<\/h2>/g)).toEqual(['<h2>environment staging</h2>', '<h2>environment prod</h2>']);
    expect(stdout.match(/<input type="search"/g)).toHaveLength(1);
  });

  test('of one environment are as they were: no list, no heading', async () => {
    const { stdout } = await plan('--env', 'prod', '--env', 'prod', '--output', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ environment: 'prod', changes: [{ pipeline: 'orders' }] });
  });

  test.each([
    [
      ['plan', '--env', 'staging', '--env', 'prod'],
      'a runtime has the pipelines of one environment, and 2 are asked for',
    ],
    [['plan', '--base', 'HEAD', '--all-environments', '--env', 'prod'], '--all-environments and --env name different'],
    [['plan', '--base', 'HEAD', '--env', 'staging', '--env', 'prdo'], 'prdo'],
    [['check', '--env', 'staging', '--env', 'prod'], 'check is for one environment, and --env names several'],
  ])('%j is a usage error', async (args, said) => {
    const end = await sluice(args, { cwd: folder.path, command: COMMAND });
    expect([end.code, end.stderr]).toEqual([64, expect.stringContaining(said)]);
  });
});
