import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { forgeServer, TOKEN, type ForgeServer } from '../support/forge/forge-server.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { recipe, reviewRepository, type ReviewRepository } from '../support/review-repository.ts';

type Kind = 'github' | 'gitlab' | 'gitee';

const ORDERS = (cron: string): string => `name: orders
owner: ann
schedule: { cron: "${cron}" }
source: { datasource: warehouse, table: orders }
sink: { datasource: warehouse, table: ods_orders }
`;
const LATER = { 'pipelines/orders.yaml': ORDERS('0 0 4 * * ?') };
const MISTAKE = {
  'pipelines/orders.yaml': ORDERS('0 0 4 * * ?').replace(
    'sink: { datasource: warehouse',
    'sink: { datasource: warehose',
  ),
};

const STREAM = (topic: string, description = 'orders as they come'): string => `name: orders-live
description: ${description}
owner: ann
schedule: continuous
engine: stream
source: { datasource: events, table: ${topic}, columns: [id bigint, region string], start: latest }
sink: { datasource: events, table: orders-seen }
`;
const STREAMS = {
  'sluice.yaml': `name: shop
edition: 2026
defaults: { timeZone: Asia/Shanghai, engine: here }
engines:
  here: { type: local }
  stream: { type: flink-sql, version: "1.20", url: "http://jobmanager:8081", gateway: "http://gateway:8083" }
`,
  'datasources/events.yaml': 'name: events\ntype: kafka\nbrokers: ["kafka1:9092"]\n',
  'pipelines/orders-live.yaml': STREAM('orders'),
};

/** Variables by which each CI tells a job of its pull request. */
async function variables(
  kind: Kind,
  { clone }: ReviewRepository,
  server: ForgeServer,
): Promise<Record<string, string>> {
  const { head } = server.state;
  switch (kind) {
    case 'github': {
      const event = path.join(path.dirname(clone), 'event.json');
      await writeFile(event, JSON.stringify({ pull_request: { number: 7, head: { sha: head } } }));
      return {
        GITHUB_ACTIONS: 'true',
        GITHUB_EVENT_PATH: event,
        GITHUB_REPOSITORY: 'acme/shop',
        GITHUB_API_URL: server.url,
        GITHUB_TOKEN: TOKEN,
      };
    }
    case 'gitlab':
      return {
        GITLAB_CI: 'true',
        CI_API_V4_URL: server.url,
        CI_MERGE_REQUEST_PROJECT_ID: 'acme/shop',
        CI_MERGE_REQUEST_IID: '7',
        CI_COMMIT_SHA: head,
        GITLAB_TOKEN: TOKEN,
      };
    case 'gitee':
      return {
        GITEE_PIPELINE_NAME: 'pipelines',
        GITEE_REPO: 'shop',
        GITEE_PULL_ID: '7',
        GITEE_SOURCE_COMMIT: head,
        SLUICE_REVIEW_TOKEN: TOKEN,
      };
  }
}

/** The recipe's own commands. Gitee Go says neither the owner nor an address of one's own: the one is to be filled in. */
function commandsOf(kind: Kind, server: ForgeServer): readonly string[] {
  return recipe(kind).map((command) => command.replace('OWNER/NAME', `acme/shop --api ${server.url}`));
}

interface Case extends AsyncDisposable {
  readonly repository: ReviewRepository;
  readonly server: ForgeServer;
  /** Pushes to the branch, and lets CI run on it. */
  push(files: Readonly<Record<string, string>>): ReturnType<ReviewRepository['ci']>;
  run(more?: string): ReturnType<ReviewRepository['ci']>;
}

async function pullRequest(kind: Kind): Promise<Case> {
  const repository = await reviewRepository();
  const base = await repository.git('rev-parse', 'HEAD');
  const server = await forgeServer(kind, { head: base, base });
  const run = async (more = ''): ReturnType<ReviewRepository['ci']> => {
    const commands = commandsOf(kind, server).map((command) => (command.includes('review') ? command + more : command));
    return repository.ci(commands, await variables(kind, repository, server));
  };
  return {
    repository,
    server,
    run,
    async push(files) {
      server.state.head = await repository.push(files);
      return run();
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await repository[Symbol.asyncDispose]();
    },
  };
}

const conclusions = ({ state }: ForgeServer): readonly string[] =>
  [...state.checks.map(({ conclusion }) => conclusion), ...state.statuses.map(({ state: word }) => word)].slice(-1);

describe.each(['github', 'gitlab', 'gitee'] as const)('the recipe for %s', (kind) => {
  test('comments on a first push, and edits that comment on a second', async () => {
    await using pull = await pullRequest(kind);
    const first = await pull.push(LATER);
    expect(first, first.stderr).toMatchObject({ code: 0 });
    expect(first.stdout + first.stderr).not.toContain(TOKEN);
    const [comment, ...others] = pull.server.state.comments;
    expect(others).toEqual([]);
    expect(comment?.body).toMatch(/^<!-- sluice:plan shop default head=[0-9a-f]{40} base=[0-9a-f]{40} at=\S+ -->\n###/);
    expect(comment?.body).toContain('`orders`');
    expect(comment?.body).toContain('04:00');
    expect(conclusions(pull.server)).toEqual(['success']);
    const second = await pull.push({ 'pipelines/orders.yaml': ORDERS('0 0 5 * * ?') });
    expect(second, second.stderr).toMatchObject({ code: 0 });
    expect(pull.server.state.comments).toHaveLength(1);
    expect(pull.server.state.comments[0]?.body).toContain('05:00');
  });

  test('fails with a mistake, and says it in the comment', async () => {
    await using pull = await pullRequest(kind);
    const end = await pull.push(MISTAKE);
    expect(end.code).toBe(1);
    if (kind !== 'gitlab') expect(end.stdout).toContain('error[SL0302]');
    expect(pull.server.state.comments[0]?.body).toContain('pipelines/orders.yaml:5:');
    expect(pull.server.state.comments[0]?.body).toContain('warehose');
    expect(conclusions(pull.server)[0]).toMatch(/^fail/);
  });

  test('plans only what the branch changes, also after the base has moved', async () => {
    await using pull = await pullRequest(kind);
    await pull.push(LATER);
    const customers = ORDERS('0 0 1 * * ?').replaceAll('orders', 'customers');
    pull.server.state.base = await pull.repository.pushToBase({ 'pipelines/customers.yaml': customers });
    const end = await pull.run();
    expect(end, end.stderr).toMatchObject({ code: 0 });
    const [comment] = pull.server.state.comments;
    expect(comment?.body).toContain(`base=${pull.server.state.base}`);
    expect(comment?.body).toContain('`orders`');
    expect(comment?.body).not.toContain('customers');
  });

  test('fails where there is no pipeline', async () => {
    await using pull = await pullRequest(kind);
    await pull.repository.git('rm', '--quiet', 'pipelines/orders.yaml');
    const end = await pull.push({});
    expect(end.code).toBe(1);
    expect(end.stderr).toContain('0 pipelines found');
    expect(conclusions(pull.server)[0]).toMatch(/^fail/);
  });

  test('waits until the owner of what changes approves, and is held by the rules of the project', async () => {
    await using pull = await pullRequest(kind);
    const policies = 'policies:\n  approval:\n    - by: owner\n  rules: [policies/*.ts]\n';
    const project = await readFile(path.join(pull.repository.clone, 'sluice.yaml'), 'utf8');
    const early = `import { definePolicy } from 'sluice'
export default definePolicy(({ changes }) =>
  changes
    .filter(({ nextFires }) => nextFires.after.some((time) => time.includes('T01:')))
    .map(({ pipeline }) => ({ pipeline, path: '/schedule/cron', message: 'too early' })),
)
`;
    const waits = await pull.push({ 'sluice.yaml': project + policies, 'policies/early.ts': early, ...LATER });
    expect(waits).toMatchObject({ code: 1 });
    expect(waits.stderr).toContain('approval is missing: `ann`');
    expect(pull.server.state.comments[0]?.body).toContain('`ann` has to approve: `orders`');
    expect(conclusions(pull.server)).toEqual([
      { github: 'action_required', gitlab: 'pending', gitee: 'failure' }[kind],
    ]);
    pull.server.state.reviews.push({ login: 'ann', state: 'APPROVED' });
    const approved = await pull.run();
    expect(approved, approved.stderr).toMatchObject({ code: 0 });
    expect(pull.server.state.comments[0]?.body).toContain('approved by `ann`: `orders`');
    expect(conclusions(pull.server)).toEqual(['success']);
    const against = await pull.push({ 'pipelines/orders.yaml': ORDERS('0 0 1 * * ?') });
    expect(against.code).toBe(1);
    expect(pull.server.state.comments[0]?.body).toContain('too early (`policies/early.ts`)');
    expect(conclusions(pull.server)[0]).toMatch(/^fail/);
  });

  test('leaves a newer commit to its own run', async () => {
    await using pull = await pullRequest(kind);
    await pull.push(LATER);
    const environment = await variables(kind, pull.repository, pull.server);
    pull.server.state.head = 'd'.repeat(40);
    const before = pull.server.state.comments[0]?.body;
    const end = await pull.repository.ci(commandsOf(kind, pull.server), environment);
    expect(end, end.stderr).toMatchObject({ code: 0 });
    expect(end.stderr).toContain('the branch has moved');
    expect(pull.server.state.comments[0]?.body).toBe(before);
  });
});

describe('sluice review', () => {
  test('annotates the line of a mistake at GitHub, by its path from the root of the repository', async () => {
    await using pull = await pullRequest('github');
    await pull.push(MISTAKE);
    expect(pull.server.state.checks.at(-1)?.annotations).toEqual([
      expect.objectContaining({
        path: 'pipelines/orders.yaml',
        start_line: 5,
        annotation_level: 'failure',
        title: 'SL0302',
      }),
    ]);
  });

  test('tells what a change of a stream does to its state, until the change is taken back', async () => {
    await using pull = await pullRequest('github');
    pull.server.state.base = await pull.repository.pushToBase(STREAMS);
    await pull.repository.git('pull', '--quiet', 'origin', 'main');
    const end = await pull.push({ 'pipelines/orders-live.yaml': STREAM('orders-2') });
    expect(end, end.stderr).toMatchObject({ code: 0 });
    const body = (): string => pull.server.state.comments[0]?.body ?? '';
    expect(body()).toContain('| `orders-live` | `!` replace | **state-breaking** |');
    expect(body()).toContain('reads on in `events.orders` too, and `events.orders-2` from its beginning');
    await pull.push({ 'pipelines/orders-live.yaml': STREAM('orders', 'seen orders') });
    expect(body()).toContain('| `orders-live` | `~` change | cosmetic |');
    expect(body()).not.toContain('savepoint');
  });

  test('writes the Code Quality report for GitLab', async () => {
    await using pull = await pullRequest('gitlab');
    await pull.push(MISTAKE);
    const report = await readFile(path.join(pull.repository.clone, 'gl-code-quality-report.json'), 'utf8');
    expect(JSON.parse(report)).toEqual([expect.objectContaining({ check_name: 'SL0302' })]);
  });

  test('prints a document that its schema describes', async () => {
    await using pull = await pullRequest('github');
    await pull.push(LATER);
    const { stdout } = await pull.run(' --output json');
    const validate = publishedSchema('review');
    expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors)).toBe(true);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'published', comment: 'updated', passed: true });
    const project = await readFile(path.join(pull.repository.clone, 'sluice.yaml'), 'utf8');
    await pull.push({ 'sluice.yaml': `${project}policies: { approval: [{ by: owner }] }\n` });
    const waiting: unknown = JSON.parse((await pull.run(' --output json')).stdout);
    expect(validate(waiting), JSON.stringify(validate.errors)).toBe(true);
    expect(waiting).toMatchObject({
      passed: false,
      missingApprovals: [{ owners: ['ann'], pipelines: ['orders'], meaning: ['schedule'] }],
      plan: { approvals: [{ owners: ['ann'] }] },
    });
  });

  test('takes the merge that GitHub checks out', async () => {
    await using pull = await pullRequest('github');
    await pull.push(LATER);
    pull.server.state.base = await pull.repository.pushToBase({ 'README.md': 'shop\n' });
    await pull.repository.git('fetch', '--quiet', 'origin');
    await pull.repository.git('checkout', '--quiet', '--detach', 'origin/main');
    await pull.repository.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'change');
    const end = await pull.run();
    expect(end, end.stderr).toMatchObject({ code: 0 });
    expect(pull.server.state.comments[0]?.body).toContain('04:00');
  });

  test('refuses a working tree without the commit of the pull request', async () => {
    await using pull = await pullRequest('github');
    await pull.push(LATER);
    await pull.repository.git('checkout', '--quiet', '--detach', 'origin/main');
    const end = await pull.run();
    expect(end.code).toBe(1);
    expect(end.stderr).toContain('the working tree does not have commit');
  });

  test('publishes a saved plan of the same two commits, and no other', async () => {
    await using pull = await pullRequest('github');
    await pull.push(LATER);
    const plan = await pull.repository.ci(
      ['npx sluice plan --base origin/main --output json --output-file plan.json --out saved.json'],
      {},
    );
    expect(plan, plan.stderr).toMatchObject({ code: 0 });
    const { at } = JSON.parse(await readFile(path.join(pull.repository.clone, 'plan.json'), 'utf8')) as { at: string }; // as just written
    expect(await pull.run(' --plan plan.json')).toMatchObject({ code: 0 });
    expect(pull.server.state.comments[0]?.body).toContain(`at=${at}`);
    pull.server.state.comments.length = 0;
    const { seal } = JSON.parse(await readFile(path.join(pull.repository.clone, 'saved.json'), 'utf8')) as {
      seal: string;
    }; // as just written
    expect(await pull.run(' --plan saved.json')).toMatchObject({ code: 0, stdout: expect.stringContaining(seal) });
    expect(pull.server.state.comments[0]?.body).toContain(`at=${at}`);
    await pull.repository.git('rm', '--quiet', '--cached', '--ignore-unmatch', 'plan.json', 'saved.json');
    pull.server.state.head = await pull.repository.push({ 'pipelines/orders.yaml': ORDERS('0 0 6 * * ?') });
    const other = await pull.run(' --plan plan.json');
    expect(other.code).toBe(1);
    expect(other.stderr).toContain('another commit');
  });

  test('refuses a plan that compares with what is deployed, and says how to make one', async () => {
    await using pull = await pullRequest('github');
    await pull.push(LATER);
    expect(await pull.repository.ci(['npx sluice plan --out saved.json'], {})).toMatchObject({ code: 0 });
    const end = await pull.run(' --plan saved.json');
    expect(end.code).toBe(1);
    expect(end.stderr).toMatch(/--plan compares with what is deployed.*\nhelp: .*--base REF\.\.\./);
  });

  test('sends nothing with --dry-run, and shows the plan', async () => {
    await using pull = await pullRequest('github');
    pull.server.state.head = await pull.repository.push(LATER);
    const end = await pull.run(' --dry-run');
    expect(end, end.stderr).toMatchObject({ code: 0 });
    expect(end.stdout).toContain('04:00');
    expect(pull.server.seen.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('refuses a token in place of a reference, without telling it', async () => {
    await using pull = await pullRequest('github');
    const end = await pull.run(` --token ${TOKEN}`);
    expect(end.code).toBe(64);
    expect(end.stderr).toContain('--token is no reference');
    expect(end.stdout + end.stderr).not.toContain(TOKEN);
  });

  test('says which history a shallow clone lacks', async () => {
    await using pull = await pullRequest('github');
    await pull.push(LATER);
    const { clone } = pull.repository;
    const shallow = path.join(path.dirname(clone), 'shallow');
    await pull.repository.git(
      'clone',
      '--quiet',
      '--depth=1',
      '--branch=change',
      `file://${path.dirname(clone)}/origin.git`,
      shallow,
    );
    const environment = await variables('github', pull.repository, pull.server);
    const end = await pull.repository.ci([`cd '${shallow}'`, ...recipe('github')], environment);
    expect(end.code).toBe(1);
    expect(end.stderr).toContain('fetch-depth: 0');
  });
});

test('the hooks of pre-commit check the project and format files', async () => {
  await using repository = await reviewRepository();
  await repository.push({ 'pipelines/orders.yaml': 'name:   orders\nschedule: manual\n' });
  expect(await repository.ci(['sluice fmt pipelines/orders.yaml'], {})).toMatchObject({ code: 0 });
  expect(await readFile(path.join(repository.clone, 'pipelines/orders.yaml'), 'utf8')).toMatch(/^name: orders\n/);
  const end = await repository.ci(['sluice check'], {});
  expect(end.code).toBe(1);
  expect(end.stdout).toContain('pipelines/orders.yaml');
});
