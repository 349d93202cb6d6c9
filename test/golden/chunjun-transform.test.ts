import { expect, test } from 'vitest';
import { compileProject, renderJob, type CompilationResult } from '../../src/compiler/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { tempDir } from '../support/temp-dir.ts';

async function compiled(pipeline: string): Promise<CompilationResult> {
  await using folder = await tempDir('sluice-transform-');
  await writeBaseProject(folder.path, { 'pipelines/orders.yaml': `name: orders\nschedule: manual\n${pipeline}` });
  return await compileProject(folder.path);
}

const codes = async (pipeline: string): Promise<string[]> =>
  (await compiled(pipeline)).diagnostics.map(({ code, range }) => `${code} ${range.start.line}`);

const SOURCE = 'source: { datasource: erp, table: orders, columns: [id bigint, "amount decimal(18,2)"] }';
const SINK = 'sink: { datasource: ods, table: orders, columns: [id bigint] }';

test('ChunJun runs the SQL between reader and writer, whose columns are taken by name', async () => {
  const { pipelines, diagnostics } = await compiled(`engine: next
${SOURCE}
transform: { sql: "select amount * 2 as twice, id as number from source where id > 5;" }
sink:
  datasource: ods
  table: orders
  columns:
    - { name: id, type: bigint, from: number }
    - { name: twice, type: "decimal(20,2)" }
    - { name: origin, type: string, value: "it's ours" }
    - { name: raw, nativeType: geometry, from: number }
`);
  expect(diagnostics).toEqual([]);
  const job: unknown = JSON.parse(pipelines[0] ? renderJob(pipelines[0].artefact) : '');
  expect(job).toMatchObject({
    job: {
      content: [
        {
          reader: { table: { tableName: 'source' }, parameter: { column: [{ name: 'id' }, { name: 'amount' }] } },
          writer: {
            table: { tableName: 'sink' },
            parameter: { column: [{ name: 'id' }, { name: 'twice' }, { name: 'origin' }, { name: 'raw' }] },
          },
          transformer: {
            transformSql:
              'SELECT CAST(`number` AS BIGINT) AS `id`, CAST(`twice` AS DECIMAL(20, 2)) AS `twice`, ' +
              "CAST('it''s ours' AS STRING) AS `origin`, `number` AS `raw` FROM (\n" +
              'select amount * 2 as twice, id as number from source where id > 5\n)',
          },
        },
      ],
    },
  });
  expect(job).not.toHaveProperty('job.content[0].writer.parameter.column[2].value');
});

test('what ChunJun refuses beside SQL is reported, and FlinkX has none', async () => {
  const sql = 'transform: { sql: "select id from source" }';
  expect(await codes(`engine: next\nsource: { datasource: erp, table: orders }\n${sql}\n${SINK}\n`)).toEqual([
    'SL0614 4',
  ]);
  const constant = 'source: { datasource: erp, table: orders, columns: [id, { name: c, type: string, value: x }] }';
  expect(await codes(`engine: next\n${constant}\n${sql}\n${SINK}\n`)).toEqual(['SL0510 4', 'SL0614 4']);
  expect(await codes(`engine: batch\n${SOURCE}\n${sql}\n${SINK}\n`)).toEqual(['SL0603 5']);
});

test('a job without SQL has no names of tables', async () => {
  const { pipelines } = await compiled(`engine: next\n${SOURCE}\nsink: { datasource: ods, table: orders }\n`);
  expect(pipelines[0]?.bytes).not.toContain('tableName');
});
