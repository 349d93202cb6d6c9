import { describe, expect, test } from 'vitest';
import { Ajv } from 'ajv';
import { compileProject, renderJob } from '../../src/compiler/index.ts';
import { readFile } from 'node:fs/promises';
import { writeBaseProject } from '../support/base-project.ts';
import { tempDir } from '../support/temp-dir.ts';

const ORDERS = {
  columns: [
    { name: 'id', type: 'bigint(20)', nullable: false },
    { name: 'amount', type: 'decimal(18,2)', nullable: true },
    { name: 'updated_at', type: 'datetime(3)', nullable: false },
    { name: 'place', type: 'geometry', nullable: true },
  ],
  primaryKey: ['id'],
  indexes: [{ columns: ['updated_at'], unique: false }],
};
const SMALL = { ...ORDERS, columns: ORDERS.columns.slice(0, 3) };

function snapshot(datasource: string, tables: Readonly<Record<string, object>>): Record<string, string> {
  return { [`schemas/${datasource}.json`]: JSON.stringify({ formatVersion: '1.0', datasource, tables }) };
}

async function compiled(pipeline: string, files: Readonly<Record<string, string>> = {}) {
  await using folder = await tempDir();
  await writeBaseProject(folder.path, {
    'pipelines/a.yaml': `name: a\nschedule: { every: 5m }\n${pipeline}`,
    ...files,
  });
  const { pipelines, diagnostics } = await compileProject(folder.path);
  return {
    codes: diagnostics.map(({ code }) => code),
    files: diagnostics.map(({ file }) => file),
    artefacts: pipelines.map((each) => JSON.stringify(each.artefact)),
    jobs: pipelines.map(({ artefact }) => renderJob(artefact)),
  };
}

const COPY = `source: { datasource: erp, table: orders, columns: [id, amount] }
sink: { datasource: ods, table: orders }
`;

describe('a schema snapshot', () => {
  test.each(['here', 'batch', 'next'])('changes no artefact where no type is needed (%s)', async (engine) => {
    const pipeline = `engine: ${engine}\n${COPY}`;
    const without = await compiled(pipeline);
    const beside = await compiled(pipeline, {
      ...snapshot('erp', { orders: ORDERS }),
      ...snapshot('ods', { orders: ORDERS }),
    });
    expect(without.codes).toEqual([]);
    expect(beside).toEqual(without);
  });

  test.each(['here', 'batch', 'next'])('gives the type of an incremental column (%s)', async (engine) => {
    const pipeline = `engine: ${engine}
source: { datasource: erp, table: orders, columns: [id, updated_at], incremental: { column: updated_at } }
sink: { datasource: ods, table: orders }
`;
    expect((await compiled(pipeline)).codes).toEqual(['SL0510']);
    const typed = await compiled(pipeline.replace('updated_at]', '"updated_at timestamp(3)"]'));
    const filled = await compiled(pipeline, snapshot('erp', { orders: ORDERS }));
    expect(filled.codes).toEqual([]);
    expect(filled.artefacts).toEqual(typed.artefacts);
  });

  test('gives the list and the types that Flink SQL declares', async () => {
    const pipeline =
      'engine: sql\nsource: { datasource: erp, table: orders }\nsink: { datasource: ods, table: orders }\n';
    expect((await compiled(pipeline)).codes).toEqual(['SL0510']);
    const { codes, jobs } = await compiled(pipeline, snapshot('erp', { orders: SMALL }));
    expect(codes).toEqual([]);
    expect(jobs[0]).toContain('`amount` DECIMAL(18, 2)');
    expect(jobs[0]).toContain('`updated_at` TIMESTAMP(3)');
    // a type that no word of ours holds is asked for by name
    expect((await compiled(pipeline, snapshot('erp', { orders: ORDERS }))).codes).toEqual(['SL0510']);
  });

  test('gives the types of columns that are only named, and of a transform’s target', async () => {
    const pipeline = `engine: sql
source: { datasource: erp, table: orders, columns: [id, amount] }
transform: { sql: "select id, amount, cast(null as timestamp(3)) as updated_at from source" }
sink: { datasource: ods, table: orders }
`;
    const { codes, jobs } = await compiled(pipeline, {
      ...snapshot('erp', { orders: ORDERS }),
      ...snapshot('ods', { orders: SMALL }),
    });
    expect(codes).toEqual([]);
    expect(jobs[0]).toContain('`id` BIGINT');
  });

  test('gives the type of a resume column, and what ChunJun needs beside SQL', async () => {
    const resume = `engine: batch\n${COPY}settings: { resume: id }\n`;
    expect((await compiled(resume)).codes).toEqual(['SL0510']);
    expect((await compiled(resume, snapshot('erp', { orders: ORDERS }))).codes).toEqual([]);
    const sql = `engine: next
source: { datasource: erp, table: orders }
transform: { sql: "select id, amount from source" }
sink: { datasource: ods, table: orders, columns: [id, amount] }
`;
    expect((await compiled(sql)).codes).toEqual(['SL0614']);
    expect((await compiled(sql, snapshot('erp', { orders: SMALL }))).codes).toEqual([]);
  });

  test('of several tables gives what they have in common', async () => {
    const pipeline = `source: { datasource: erp, table: [a, b], columns: [id, updated_at], incremental: { column: updated_at } }
sink: { datasource: ods, table: "ods_\${table}" }
`;
    expect((await compiled(pipeline, snapshot('erp', { a: ORDERS, b: SMALL }))).codes).toEqual([]);
    const other = { ...SMALL, columns: [SMALL.columns[0], { name: 'updated_at', type: 'date', nullable: true }] };
    expect((await compiled(pipeline, snapshot('erp', { a: ORDERS, b: other }))).codes).toEqual(['SL0510']);
  });

  test('that cannot be used is one error, and nothing is compiled for its datasource', async () => {
    const pipeline = `engine: batch
source: { datasource: erp, table: orders, columns: [id], incremental: { column: id } }
sink: { datasource: ods, table: orders }
`;
    for (const [text, code] of [
      ['{"formatVersion":"1.0",', 'SL1001'],
      ['{"formatVersion":"2.0","datasource":"erp","tables":{}}', 'SL1002'],
      ['{"formatVersion":"1.0","datasource":"erp","tables":{"orders":{"columns":"*"}}}', 'SL1002'],
      ['[]', 'SL1002'],
      ['null', 'SL1002'],
    ] as const) {
      const result = await compiled(pipeline, { 'schemas/erp.json': text });
      expect([result.codes, result.files, result.artefacts]).toEqual([[code], ['schemas/erp.json'], []]);
    }
  });

  test('of a later minor version is read; a file of no datasource is none of ours', async () => {
    const files = {
      'schemas/erp.json': JSON.stringify({
        formatVersion: '1.7',
        datasource: 'erp',
        tables: { orders: { ...ORDERS, more: 1 } },
        more: {},
      }),
      'schemas/check.schema.json': '{',
      'schemas/other.json': 'not ours',
    };
    expect((await compiled(COPY, files)).codes).toEqual([]);
  });

  test('satisfies its published schema', async () => {
    const schema: object = JSON.parse(await readFile('schemas/schema-snapshot.schema.json', 'utf8')) as object;
    const valid = new Ajv().compile(schema);
    expect(valid({ formatVersion: '1.0', datasource: 'erp', tables: { orders: ORDERS } })).toBe(true);
    expect(valid({ formatVersion: '1.0', datasource: 'erp', tables: { orders: { columns: [] } } })).toBe(false);
  });
});
