import { expect, test } from 'vitest';
import { commitBase } from '../../src/cli/plan/commit-base.ts';
import { makePlan } from '../../src/cli/plan/make-plan.ts';
import { renderHtml } from '../../src/cli/views/plan/render-html.ts';
import { renderMarkdown } from '../../src/cli/views/plan/render-markdown.ts';
import { toPlanDocument, type PlanDocument } from '../../src/compiler/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { commitAll } from '../support/git-repository.ts';
import { tempDir } from '../support/temp-dir.ts';

const SECRETS = ['hunter2a', 'hunter2b', 'hunter2c', 'hunter2d', 'hunter2e', 'hunter2f'];

/** Places that hold a secret by mistake, and compile. */
const WITH = {
  'pipelines/load.yaml': `name: load
schedule: { every: 1h }
params: { api_token: hunter2a }
command: [curl, "--password=hunter2b", "http://u:hunter2c@shop.example/", "--fire=\${bizdate}\${api_token}"]
`,
  'pipelines/copy.yaml': `name: copy
schedule: { every: 1h }
engine: batch
source: { datasource: erp, query: "select id, 'password=hunter2d' as note from orders" }
sink:
  datasource: ods
  table: orders
  mode: append
  preSql: ["set password = 'hunter2e'", "create user load identified by 'hunter2f'"]
`,
};
const WITHOUT = {
  'pipelines/load.yaml': `name: load
schedule: { every: 1h }
params: { api_token: "none" }
command: [curl, "--netrc", "http://shop.example/", "--fire=\${bizdate}\${api_token}"]
`,
  'pipelines/copy.yaml': `name: copy
schedule: { every: 1h }
engine: batch
source: { datasource: erp, query: "select id, 'x' as note from orders" }
sink: { datasource: ods, table: orders, mode: append, preSql: ["select 1", "select 2"] }
`,
};

/** Each way in which a plan is told begins with its document. */
function renderings(document: PlanDocument): string {
  return [JSON.stringify(document), renderMarkdown(document), renderHtml([document])].join('\n');
}

async function planned(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Promise<PlanDocument> {
  await using folder = await tempDir();
  await writeBaseProject(folder.path, before);
  await commitAll(folder.path, 'base');
  await writeBaseProject(folder.path, after);
  const now = Date.UTC(2026, 2, 2);
  return toPlanDocument(
    (await makePlan(folder.path, commitBase(folder.path, 'HEAD'), { environment: 'default' }, now)).plan,
  );
}

test.each([
  ['that a change takes out', WITH, WITHOUT],
  ['that a change brings', WITHOUT, WITH],
  ['of what is new', { 'pipelines/other.yaml': WITHOUT['pipelines/load.yaml'].replace('load', 'other') }, WITH],
])('no rendering of a plan has a secret %s', async (_, before, after) => {
  const document = await planned(before, after);
  expect(document.changes.map(({ pipeline }) => pipeline)).toEqual(expect.arrayContaining(['copy', 'load']));
  const told = renderings(document);
  expect(SECRETS.filter((secret) => told.includes(secret))).toEqual([]);
});

test('stars stand where the secret stood, and the rest is there', async () => {
  const { changes } = await planned(WITH, WITHOUT);
  const before = changes.flatMap(({ values }) => values.map((each) => [each.path, each.before]));
  expect(before).toEqual(
    expect.arrayContaining([
      ['/params/api_token/default', '***'],
      ['/command', ['curl', '--password=********', 'http://u:********@shop.example/', '--fire=${bizdate}${api_token}']],
      ['/source/query', "select id, 'password=********' as note from orders"],
      ['/sink/preSql', ["set password = '********'", "create user load identified by '********'"]],
    ]),
  );
});
