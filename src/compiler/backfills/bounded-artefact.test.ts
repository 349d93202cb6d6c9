import { describe, expect, it } from 'vitest';
import { compiledValues } from '../../../test/support/plan-of-values.ts';
import { bind, CURSOR_BOUNDS, type Artefact, type BoundJob } from '../artefact/index.ts';
import { boundedArtefact } from './bounded-artefact.ts';

const ENGINES = {
  local: { type: 'local' },
  flinkx: { type: 'flinkx', version: '1.11', home: '/opt/flinkx', url: 'http://flink:8081' },
  chunjun: { type: 'chunjun', version: '1.16', home: '/opt/chunjun', url: 'http://flink:8081' },
  'flink-sql': { type: 'flink-sql', version: '1.18', url: 'http://flink:8081', gateway: 'http://flink:8083' },
};
const COLUMNS = [
  { name: 'id', type: 'int64' },
  { name: 'changed', type: 'timestamp(3)' },
];
const MOMENT = Date.UTC(2026, 2, 2, 10);

/** A pipeline from table to table, compiled. */
function compiled(engine: keyof typeof ENGINES, source: object = {}, transform?: object): Artefact {
  const mysql = { type: 'mysql', host: 'db', port: 3306, database: 'shop', username: 'u', password: '${secret:env/P}' };
  const { pipelines, diagnostics } = compiledValues({
    project: { name: 'shop', edition: 2026, defaults: { timeZone: 'UTC' }, engines: ENGINES },
    datasources: [{ name: 'shop', ...mysql }],
    pipelines: [
      {
        name: 'orders',
        schedule: { every: '1h' },
        engine,
        source: { datasource: 'shop', table: 'orders', columns: COLUMNS, incremental: { column: 'id' }, ...source },
        ...(transform === undefined ? {} : { transform }),
        sink: { datasource: 'shop', table: 'copy', columns: COLUMNS, mode: 'upsert', key: ['id'] },
      },
    ],
  });
  return pipelines[0]?.artefact ?? expect.fail(JSON.stringify(diagnostics));
}

/** What a run of the range from 5 to 9 is bound to. */
function boundJob(artefact: Artefact, after = '5', until = '9'): BoundJob {
  const bounded = boundedArtefact(artefact, MOMENT);
  if (bounded.artefact === undefined) return expect.fail(JSON.stringify(bounded.problem));
  expect(bounded.artefact.pipeline).not.toHaveProperty('incremental');
  return bind(bounded.artefact, {
    fireTime: -1,
    previousFireTime: -1,
    timeZone: 'UTC',
    cursor: undefined,
    parameters: { [CURSOR_BOUNDS.after]: after, [CURSOR_BOUNDS.until]: until },
    environment: 'default',
    pipeline: 'orders',
  });
}

describe('boundedArtefact', () => {
  it('gives the engine in the process both ends', () => {
    const { template, values } = boundJob(compiled('local'));
    expect(template).toMatchObject({
      source: { incremental: { column: 'id', type: 'int64', after: { value: '5', until: '9' } } },
    });
    expect(values).toMatchObject({ '${cursor.after}': '5', '${cursor.until}': '9' });
  });

  it.each([
    ['alone', {}, '\nWHERE '],
    ['beside a condition', { where: "note = ' > '" }, "\nWHERE (note = ' > ') AND "],
  ])('gives Flink SQL both ends, %s', (_, source, begin) => {
    const { template } = boundJob(compiled('flink-sql', source));
    expect(template).not.toHaveProperty('cursor');
    expect(template).toHaveProperty(
      'insert',
      expect.stringContaining(`${begin}\`id\` > CAST('5' AS BIGINT) AND \`id\` <= CAST('9' AS BIGINT)`),
    );
  });

  it('gives them to the view that a transform of Flink SQL reads', () => {
    const { template } = boundJob(compiled('flink-sql', {}, { sql: 'select * from source' }));
    expect(JSON.stringify(template)).toContain("WHERE `id` > CAST('5' AS BIGINT) AND `id` <= CAST('9' AS BIGINT)");
  });

  it.each(['flinkx', 'chunjun'] as const)('gives %s both ends in `where`, and no cursor', (engine) => {
    const reader = (source?: object, after?: string, until?: string) =>
      readerOf(boundJob(compiled(engine, source), after, until));
    expect(reader()).toMatchObject({ where: 'id > 5 AND id <= 9' });
    expect(Object.keys(reader())).not.toEqual(expect.arrayContaining(['increColumn']));
    expect(Object.keys(reader()).filter((key) => /incre|startLocation|useMaxFunc|polling/.test(key))).toEqual([]);
    expect(reader({ where: 'a = 1 or b = 2' })).toMatchObject({ where: '(a = 1 or b = 2) AND id > 5 AND id <= 9' });
    const byTime = { incremental: { column: 'changed' } };
    expect(reader(byTime, '2026-03-01', '2026-03-02 08:00:00.5')).toMatchObject({
      where: "changed > '2026-03-01' AND changed <= '2026-03-02 08:00:00.5'",
    });
  });

  it.each([
    ['a query', { table: undefined, query: 'select id, changed from orders' }, /reads a `query`/],
    [
      'a name that wants quotes',
      { columns: [{ name: 'the id', type: 'int64' }, COLUMNS[1]], incremental: { column: 'the id' } },
      /no plain name/,
    ],
  ])('refuses FlinkX with %s', (_, source, problem) => {
    const bounded = boundedArtefact(compiled('flinkx', source), MOMENT);
    expect(JSON.stringify('problem' in bounded && bounded.problem)).toMatch(problem);
  });

  it('has the moment at which it was asked for in place of a fire', () => {
    const where = "changed < '${fire:yyyy-MM-dd HH:mm:ss}' and day = '${bizdate}' and since > '${window.start:HH:mm}'";
    expect(boundJob(compiled('local', { where })).template).toMatchObject({
      source: { where: "changed < '2026-03-02 10:00:00' and day = '20260301' and since > '09:00'" },
    });
  });

  it('expects nothing of the rows of a part', () => {
    const { pipeline, ...rest } = compiled('local');
    const bounded = boundedArtefact({ ...rest, pipeline: { ...pipeline, expect: { rows: { min: 1 } } } }, MOMENT);
    expect(bounded.artefact?.pipeline).not.toHaveProperty('expect');
  });

  it('refuses what follows no cursor', () => {
    const { incremental: _, ...pipeline } = compiled('local').pipeline;
    expect(boundedArtefact({ ...compiled('local', { incremental: undefined }), pipeline }, MOMENT)).toHaveProperty(
      'problem',
    );
  });
});

function readerOf({ template }: BoundJob): Readonly<Record<string, unknown>> {
  // The shape is the one that `FlinkxJob` documents.
  const { job } = template as unknown as {
    readonly job: {
      readonly job: { readonly content: readonly [{ readonly reader: { readonly parameter: object } }] };
    };
  };
  return { ...job.job.content[0].reader.parameter };
}
