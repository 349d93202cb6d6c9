import { describe, expect, it } from 'vitest';
import { bind, type Artefact, type BoundJob } from '../../artefact/index.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { PipelineNode } from '../../ir/index.ts';
import { emitFlinkSql, renderJob, type FlinkSqlJob } from '../../targets/index.ts';
import { at, collect, column, datasource, pipelineNode, type Changes } from '../../../../test/support/pipeline-node.ts';
import { connector } from './index.ts';

interface Emitted {
  readonly job: FlinkSqlJob;
  readonly sql: string;
  readonly bound: (cursor?: string) => FlinkSqlJob;
  readonly diagnostics: readonly Diagnostic[];
}

function emit(changes: Changes = {}): Emitted {
  const pipeline = pipelineNode('flink-sql', changes);
  const context = collect(pipeline);
  const emitter = connector['flink-sql'] ?? {};
  const job = emitFlinkSql(pipeline, emitter, emitter, context);
  const artefact = artefactOf(pipeline, job);
  return {
    job: job.template as unknown as FlinkSqlJob,
    sql: renderJob(artefact),
    bound: (cursor) => run(artefact, cursor).template as unknown as FlinkSqlJob,
    diagnostics: context.diagnostics,
  };
}

function artefactOf(pipeline: PipelineNode, job: Artefact['job']): Artefact {
  return {
    formatVersion: '1.0',
    project: 'shop',
    environment: 'default',
    pipeline: {
      name: pipeline.name,
      tags: [],
      state: 'running',
      schedule: pipeline.schedule.schedule,
      misfire: pipeline.schedule.misfire,
      overlap: 'skip',
      dependsOn: [],
      retry: pipeline.retry,
      priority: 0,
      parameters: [],
      work: {},
    },
    engine: { name: 'batch', type: 'flink-sql', config: {} },
    job,
  };
}

function run(artefact: Artefact, cursor: string | undefined): BoundJob {
  const fireTime = Date.UTC(2026, 0, 2);
  return bind(artefact, {
    fireTime,
    previousFireTime: fireTime,
    timeZone: 'UTC',
    cursor,
    parameters: { region: "o'north" },
    environment: 'default',
    pipeline: 'orders-to-ods',
  });
}

function code(changes: Changes): readonly string[] {
  return emit(changes).diagnostics.map((diagnostic) => diagnostic.code);
}

const INCREMENTAL = {
  kind: 'incremental',
  column: 'updated_at',
  type: { name: 'timestamp', precision: 3 },
  at: at('source', 'incremental'),
} as const;

describe('mysql to mysql on Flink SQL', () => {
  it('is a batch of typed tables and one INSERT with explicit columns', () => {
    expect(emit({ sink: { mode: 'upsert', key: ['id'] } }).sql).toBe(`SET 'execution.runtime-mode' = 'batch';

SET 'pipeline.name' = 'orders-to-ods';

SET 'parallelism.default' = '1';

CREATE TEMPORARY TABLE \`source\` (
  \`id\` BIGINT,
  \`amount\` DECIMAL(18, 2),
  \`note\` STRING,
  \`photo\` BYTES,
  \`updated_at\` TIMESTAMP(3)
) WITH (
  'connector' = 'jdbc',
  'url' = 'jdbc:mysql://erp.example:3306/erp',
  'driver' = 'com.mysql.cj.jdbc.Driver',
  'table-name' = 'orders',
  'username' = 'sync',
  'password' = '\${secret:env/ERP_PASSWORD}',
  'scan.fetch-size' = '-2147483648'
);

CREATE TEMPORARY TABLE \`sink\` (
  \`id\` BIGINT,
  \`amount\` DECIMAL(18, 2),
  \`note\` STRING,
  \`photo\` BYTES,
  \`updated_at\` TIMESTAMP(3),
  PRIMARY KEY (\`id\`) NOT ENFORCED
) WITH (
  'connector' = 'jdbc',
  'url' = 'jdbc:mysql://ods.example:3306/ods',
  'driver' = 'com.mysql.cj.jdbc.Driver',
  'table-name' = 'ods_orders',
  'username' = 'sync',
  'password' = '\${secret:env/ODS_PASSWORD}'
);

INSERT INTO \`sink\` (\`id\`, \`amount\`, \`note\`, \`photo\`, \`updated_at\`)
SELECT \`id\`, \`amount\`, \`note\`, \`photo\`, \`updated_at\` FROM \`source\`;
`);
  });

  it('MariaDB has its own driver behind a MySQL address, so that fractions survive (stack 4.1)', () => {
    const { job } = emit({
      source: { datasource: datasource('erp', { type: 'mariadb', properties: { useSSL: 'false' } }) },
      sink: { datasource: datasource('ods', { type: 'mariadb', url: 'jdbc:mariadb://h:1/ods' }) },
    });
    const [source, sink] = job.definitions.map((definition) => JSON.stringify(definition));
    expect(source).toContain("'jdbc:mysql://erp.example:3306/erp?useSSL=false&permitMysqlScheme'");
    expect(source).toContain("'driver' = 'org.mariadb.jdbc.Driver'");
    expect(sink).toContain("'jdbc:mysql://h:1/ods?permitMysqlScheme'");
  });

  it('a password with quotes stays inside its literal', () => {
    const [source] = emit().job.definitions;
    expect(JSON.stringify(source)).toContain('"name":"ERP_PASSWORD"},"escape":"sql-string"');
  });

  it('where and cursor choose the rows; the cursor is a literal of the column’s type', () => {
    const { bound, diagnostics } = emit({
      source: {
        where: { kind: 'run-time-text', parts: ["region = '", { kind: 'parameter', name: 'region' }, "'"] },
        incremental: INCREMENTAL,
      },
      sink: { mode: 'upsert', key: ['id'] },
    });
    const where = "\nWHERE (region = 'o''north')";
    const after = " AND `updated_at` > CAST('2026-01-01 00:00:00.123' AS TIMESTAMP(3))";
    expect(bound().insert).toMatch(new RegExp(`${escapeRegExp(where)}$`));
    expect(bound('2026-01-01 00:00:00.123').insert).toMatch(new RegExp(`${escapeRegExp(where + after)}$`));
    expect(bound().cursor).toBe(`SELECT CAST(MAX(\`updated_at\`) AS STRING) FROM \`source\`${where}`);
    expect(diagnostics).toEqual([]);
  });

  it('a cursor alone makes its own WHERE, and none without it', () => {
    const incremental = { ...INCREMENTAL, column: 'id', type: { name: 'int64' } } as const;
    const { bound, diagnostics } = emit({ source: { incremental } });
    expect(bound().insert).not.toContain('WHERE');
    expect(bound('42').insert).toContain("\nWHERE `id` > CAST('42' AS BIGINT)");
    expect(diagnostics).toMatchObject([{ code: 'SL0511', severity: 'warning' }]);
  });

  it('casts only where the sink’s type differs; constants are literals of its type', () => {
    const { job } = emit({
      sink: {
        columns: [
          column('order_id', { name: 'int64' }, { from: 'id' }),
          column('amount', { name: 'decimal', precision: 20, scale: 4 }, { from: 'amount' }),
          column('origin', { name: 'string' }, { value: "erp's" }),
          column('batch', { name: 'int32' }, { value: '7' }),
        ],
      },
    });
    expect(job.insert).toBe(
      'INSERT INTO `sink` (`order_id`, `amount`, `origin`, `batch`)\n' +
        "SELECT `id`, CAST(`amount` AS DECIMAL(20, 4)), 'erp''s', CAST('7' AS INT) FROM `source`",
    );
  });

  it('a transform reads a view named source that holds the wanted rows only', () => {
    const { sql } = emit({
      source: { where: 'deleted = 0' },
      sink: { columns: [column('id', { name: 'int64' }), column('n', { name: 'int64' })] },
      transform: 'select id, count(*) as n from source group by id',
    });
    expect(sql).toContain('CREATE TEMPORARY TABLE `source_table` (');
    expect(sql).toContain('CREATE TEMPORARY VIEW `source` AS\nSELECT * FROM `source_table`\nWHERE (deleted = 0);');
    expect(sql).toContain(
      'SELECT CAST(`id` AS BIGINT), CAST(`n` AS BIGINT) FROM (\nselect id, count(*) as n from source group by id\n);',
    );
    expect(sql).toContain("SET 'table.local-time-zone' = 'Asia/Shanghai';");
  });

  it('a semicolon or a comment at the end of the author’s SQL does not cut the statement', () => {
    const { sql } = emit({
      source: { where: 'deleted = 0 -- live rows' },
      sink: { columns: [column('n', { name: 'int64' })] },
      transform: 'select count(*) as n from source;\n',
    });
    expect(sql).toContain('WHERE (deleted = 0 -- live rows\n);');
    expect(sql).toContain('FROM (\nselect count(*) as n from source\n);');
  });

  it('quotes names that hold backticks', () => {
    expect(emit({ source: { columns: [column('a`b', { name: 'bool' })] } }).job.insert).toContain('`a``b`');
  });

  it('unsigned native types widen, so that no value is out of range', () => {
    const columns = [
      column('a', undefined, { nativeType: 'int(10) unsigned' }),
      column('b', undefined, { nativeType: 'BIGINT UNSIGNED' }),
      column('c', undefined, { nativeType: 'INTERVAL DAY' }),
      column('d', undefined, { nativeType: ' smallint (5)  unsigned ' }),
      column('e', undefined, { nativeType: 'int unsigned zerofill' }),
      column('f', undefined, { nativeType: 'my int unsigned' }),
    ];
    const [source] = emit({ source: { columns } }).job.definitions;
    expect(JSON.stringify(source)).toContain(
      '`a` BIGINT,\\n  `b` DECIMAL(20, 0),\\n  `c` INTERVAL DAY,\\n  `d` INT,\\n  `e` int unsigned zerofill,\\n  `f` my int unsigned\\n',
    );
  });

  it('Flink 2.3 is told to let the database resolve conflicts (stack 5.1)', () => {
    const upsert = { mode: 'upsert', key: ['id'] } as const;
    const option = 'table.exec.sink.require-on-conflict';
    expect(emit({ version: '2.3', sink: upsert }).job.settings).toMatchObject({ [option]: 'false' });
    expect(emit({ version: '2.3' }).job.settings).not.toHaveProperty([option]);
    expect(emit({ version: '1.20.3', sink: upsert }).job.settings).not.toHaveProperty([option]);
  });
});

describe('what Flink SQL cannot do', () => {
  it('is reported, never dropped', () => {
    expect(code({ settings: { bytesPerSecond: 1 } })).toEqual(['SL0609']);
    expect(code({ settings: { errorRows: 1 } })).toEqual(['SL0609']);
    expect(code({ settings: { errorPercent: 1 } })).toEqual(['SL0609']);
    expect(code({ settings: { resumeColumn: 'id' } })).toEqual(['SL0609']);
    expect(code({ settings: { options: { x: ['a'] } } })).toEqual(['SL0605']);
  });

  it('columns need types that Flink and the dialect have', () => {
    expect(code({ source: { columns: '*' } })).toEqual(['SL0510']);
    const columns = [column('a'), column('b')];
    expect(emit({ source: { columns }, sink: { columns: [] } }).diagnostics).toMatchObject([
      { code: 'SL0510', message: 'Flink SQL needs the type of `a` and `b`' },
    ]);
    const wide = [column('d', { name: 'decimal', precision: 65, scale: 30 })];
    expect(code({ source: { columns: wide }, sink: { columns: [] } })).toEqual(['SL0611']);
    const fine = [column('t', { name: 'timestamp', precision: 7 })];
    expect(code({ source: { columns: fine }, sink: { columns: [] } })).toEqual(['SL0611']);
    const zoned = [column('t', { name: 'timestamptz', precision: 3 })];
    expect(code({ source: { columns: zoned }, sink: { columns: [] } })).toEqual(['SL0611']);
  });

  it('a parallel read needs bounds', () => {
    const settings = { parallelism: { source: 4, sink: 2 } };
    expect(code({ source: { splitBy: 'id' }, settings })).toEqual(['SL0610']);
    const options = { 'scan.partition.lower-bound': 1, 'scan.partition.upper-bound': 1000 };
    const { sql, diagnostics } = emit({ source: { splitBy: 'id', options }, settings });
    expect(diagnostics).toEqual([]);
    expect(sql).toContain("'scan.partition.column' = 'id',\n  'scan.partition.num' = '4',\n");
    expect(sql).toContain("'scan.partition.lower-bound' = '1'");
    expect(sql).toContain("'sink.parallelism' = '2'");
  });

  it('modes and statements that it lacks are not in the spec', () => {
    const side = connector.spec.sink['flink-sql'];
    expect(side?.modes).toEqual(['append', 'upsert']);
    expect(side?.fields).not.toContain('preSql');
    expect(connector.spec.source['flink-sql']?.fields).not.toContain('query');
  });
});

function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
