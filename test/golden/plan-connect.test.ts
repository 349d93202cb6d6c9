import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect, test } from 'vitest';
import { askSizes } from '../../src/cli/plan/ask-sizes.ts';
import { nothingDeployed } from '../../src/cli/plan/deployed-base.ts';
import { makePlan } from '../../src/cli/plan/make-plan.ts';
import { parseSelection } from '../../src/cli/select/selection.ts';
import { Terminal } from '../../src/cli/terminal.ts';
import { toPlanDocument, type PlanDocument } from '../../src/compiler/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

async function planned(root: string, select?: string): Promise<PlanDocument> {
  const { plan } = await makePlan(
    root,
    nothingDeployed(root, 'sqlite'),
    { environment: 'default' },
    Date.parse('2026-03-02T10:00:00Z'),
    askSizes(root, new Terminal({ quiet: true }), undefined),
    parseSelection(select === undefined ? {} : { select: [select] }),
  );
  return toPlanDocument(plan);
}

const copy = (name: string, source: string): string =>
  `name: ${name}\nschedule: manual\nsource: { ${source}, columns: [id bigint] }\nsink: { datasource: ods, table: b_${name} }\n`;

test('rows of a database file are counted, files are looked at, and nothing is made', async () => {
  await using folder = await tempDir();
  const root = folder.path;
  const csv = 'file: { type: csv, header: true }';
  await writeBaseProject(root, {
    'datasources/warehouse.yaml': 'name: warehouse\ntype: sqlite\npath: warehouse.db\n',
    'datasources/gone.yaml': 'name: gone\ntype: sqlite\npath: gone.db\n',
    'pipelines/table.yaml': copy('table', 'datasource: warehouse, table: "odd ""name"'.replace('""', '\\"')),
    'pipelines/missing.yaml': copy('missing', 'datasource: warehouse, table: nowhere'),
    'pipelines/gone.yaml': copy('gone', 'datasource: gone, table: a'),
    'pipelines/one.yaml': copy('one', `datasource: exports, path: in/a.csv, ${csv}`),
    'pipelines/some.yaml': copy('some', `datasource: exports, path: "in/**/*.csv", ${csv}`),
    'pipelines/day.yaml': copy('day', `datasource: exports, path: "in/dt=\${bizdate}", ${csv}`),
    'pipelines/none.yaml': copy('none', `datasource: exports, path: "nowhere/*.csv", ${csv}`),
    'pipelines/command.yaml': 'name: command\nschedule: manual\ncommand: [date]\n',
  });
  await writeFiles(root, {
    'exports/in/a.csv': 'id\n1\n',
    'exports/in/b/c.csv': 'id\n1\n2\n',
    'exports/in/d.txt': 'no',
  });
  const database = new DatabaseSync(path.join(root, 'warehouse.db'));
  database.exec('CREATE TABLE "odd ""name" (id integer); INSERT INTO "odd ""name" VALUES (1), (2), (3)');
  database.close();
  const { changes, notes } = await planned(root);
  expect(Object.fromEntries(changes.map(({ pipeline, estimate }) => [pipeline, estimate]))).toEqual({
    table: { rows: 3, by: 'count' },
    missing: null,
    gone: null,
    one: { files: { count: 1, bytes: 5 }, by: 'files' },
    some: { files: { count: 2, bytes: 12 }, by: 'files' },
    day: null,
    none: null,
    command: null,
  });
  expect(notes.filter((note) => note.includes('not known'))).toEqual([
    'datasource `gone` names `gone.db`, which is not on this machine: how much is to be read there is not known',
    'datasource `warehouse` has no `nowhere`, or its user may not see it: how much is to be read there is not known',
  ]);
  const one = await planned(root, 'table');
  const counted = one.changes.filter(({ estimate }) => estimate !== null).map(({ pipeline }) => pipeline);
  expect([counted, one.notes.filter((note) => note.includes('not known'))]).toEqual([['table'], []]);
});

test('what is no database is said, and the plan goes on', async () => {
  await using folder = await tempDir();
  const root = folder.path;
  await writeBaseProject(root, {
    'datasources/warehouse.yaml': 'name: warehouse\ntype: sqlite\npath: warehouse.db\n',
    'pipelines/table.yaml': copy('table', 'datasource: warehouse, table: a'),
  });
  await writeFile(
    path.join(root, 'warehouse.db'),
    'this is no database, and it is longer than a hundred bytes'.repeat(9),
  );
  const { changes, notes } = await planned(root);
  expect(changes.map(({ pipeline, estimate }) => [pipeline, estimate])).toEqual([['table', null]]);
  expect(notes).toContainEqual(expect.stringContaining('did not let itself be looked at'));
});
