import { chmod, mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { runLocal } from '../../../../../../test/support/local-job.ts';
import { tempDir } from '../../../../../../test/support/temp-dir.ts';

const TYPED = [
  { name: 'id', type: 'int64' },
  { name: 'name', type: 'string(5)' },
  { name: 'amount', type: 'decimal(18,4)' },
  { name: 'raw', type: 'bytes' },
  { name: 'day', type: 'date' },
  { name: 'at', type: 'timestamp(6)' },
  { name: 'zoned', type: 'timestamptz(6)' },
  { name: 'ok', type: 'bool' },
  { name: 'single', type: 'float32' },
  { name: 'doc', type: 'json' },
];
const ROWS = [
  '{"id":9007199254740993,"name":"😀a\\n\\"","amount":12345678901234.5678,"raw":"AQL/","day":"2024-02-29","at":"2026-01-01 00:00:00.123456","zoned":"2026-01-01T00:00:00.000001Z","ok":true,"single":0.1,"doc":{"a":[1,null]}}',
  '{"id":-1,"name":"","amount":0.0000,"raw":"","day":"0001-01-01","at":"1969-12-31 23:59:59.999999","zoned":"1969-12-31T23:59:59.000000Z","ok":false,"single":-2.5,"doc":"x"}',
  '{"id":0,"name":"null","amount":null,"raw":null,"day":null,"at":null,"zoned":null,"ok":null,"single":null,"doc":null}',
];

describe('file connector', () => {
  it('carries every type through jsonl, parquet, json, csv.gz and back without a change', async () => {
    await using dir = await tempDir();
    await writeFile(join(dir.path, 'a.jsonl'), `${ROWS.join('\n')}\n`);
    const steps = ['a.jsonl', 'b.parquet', 'c.json', 'd.csv.gz', 'e.jsonl'];
    for (const [index, path] of steps.slice(1).entries()) {
      const { observation, lines } = await runLocal(dir.path, {
        source: { connector: 'file', path: steps[index] ?? '', columns: TYPED },
        sink: { connector: 'file', path, mode: 'overwrite' },
      });
      expect(observation, lines.join('\n')).toMatchObject({
        state: 'succeeded',
        metrics: { rowsRead: 3, rowsWritten: 3 },
      });
    }
    expect((await readFile(join(dir.path, 'e.jsonl'), 'utf8')).trimEnd().split('\n')).toEqual(ROWS);
  });

  it('refuses rows that do not fit, by line and column, and fails beyond the limit with nothing written', async () => {
    await using dir = await tempDir();
    await writeFile(join(dir.path, 'a.csv'), 'id,n\n1,2\nx,3\n4,5,6\n"7\n",8\n9,99999\n10,11\n');
    const source = {
      connector: 'file',
      path: 'a.csv',
      columns: [
        { name: 'id', type: 'int64' },
        { name: 'n', type: 'int8' },
      ],
    };
    const sink = { connector: 'file', path: 'b.csv' };
    const failed = await runLocal(dir.path, { source, sink, errorRows: 3 });
    expect(failed.observation).toMatchObject({
      state: 'failed',
      metrics: { rowsRefused: 4 },
      reason: {
        code: 'ROWS_REFUSED',
        retryable: false,
        message: '4 rows were refused, 3 are allowed: line 7, column n: "99999" does not fit int8',
      },
    });
    expect(await readdir(dir.path)).toEqual(['a.csv']);
    const passed = await runLocal(dir.path, { source, sink, errorRows: 4 });
    expect(passed.observation).toMatchObject({
      state: 'succeeded',
      metrics: { rowsRead: 6, rowsRefused: 4, rowsWritten: 2 },
    });
    expect(passed.lines.filter((line) => line.startsWith('refused'))).toEqual([
      'refused line 4: has 3 fields, not 2',
      'refused line 3, column id: "x" is not an integer',
      'refused line 5, column id: "7\\n" is not an integer',
      'refused line 7, column n: "99999" does not fit int8',
    ]);
    expect(await readFile(join(dir.path, 'b.csv'), 'utf8')).toBe('id,n\n1,2\n10,11\n');
  });

  it('appends to csv, jsonl and gzip, and refuses another header', async () => {
    await using dir = await tempDir();
    await writeFile(join(dir.path, 'a.csv'), 'x,y\n1,2\n');
    await writeFile(join(dir.path, 'out.csv'), 'x,y\n0,0');
    await writeFile(join(dir.path, 'out.jsonl.gz'), gzipSync('{"x":"0"}\n'));
    await writeFile(join(dir.path, 'out.json'), '[ ]\n');
    for (const path of ['out.csv', 'out.jsonl.gz', 'out.json', 'out.json']) {
      const { observation } = await runLocal(dir.path, {
        source: { connector: 'file', path: 'a.csv' },
        sink: { connector: 'file', path },
      });
      expect(observation).toMatchObject({ state: 'succeeded' });
    }
    expect(await readFile(join(dir.path, 'out.csv'), 'utf8')).toBe('x,y\n0,0\n1,2\n');
    expect(gunzipSync(await readFile(join(dir.path, 'out.jsonl.gz'))).toString()).toBe(
      '{"x":"0"}\n{"x":"1","y":"2"}\n',
    );
    const row = { x: '1', y: '2' };
    expect(JSON.parse(await readFile(join(dir.path, 'out.json'), 'utf8'))).toEqual([row, row]);
    await writeFile(join(dir.path, 'other.csv'), 'y,x\n');
    const other = await runLocal(dir.path, {
      source: { connector: 'file', path: 'a.csv' },
      sink: { connector: 'file', path: 'other.csv' },
    });
    expect(other.observation.reason?.message).toBe('other.csv has the columns y, x; the run writes x, y');
  });

  it('runs a condition, a query and an incremental read as SQL over the typed file', async () => {
    await using dir = await tempDir();
    await writeFile(join(dir.path, 'a.csv'), 'id,at,kind\n1,2026-01-01 00:00:00.5,a\n2,2026-01-02,b\n3,,a\n');
    const columns = [
      { name: 'id', type: 'int32' },
      { name: 'at', type: 'timestamp(3)' },
    ];
    const sink = { connector: 'file', path: 'out.csv', mode: 'overwrite' } as const;
    await runLocal(dir.path, {
      source: { connector: 'file', path: 'a.csv', columns, where: "kind = 'a' and id > 1" },
      sink,
    });
    expect(await readFile(join(dir.path, 'out.csv'), 'utf8')).toBe('id,at\n3,\n');
    const query = 'select kind, count(*) as n from source group by kind order by kind -- by kind';
    await runLocal(dir.path, { source: { connector: 'file', path: 'a.csv', query }, sink });
    expect(await readFile(join(dir.path, 'out.csv'), 'utf8')).toBe('kind,n\na,2\nb,1\n');
    const read = async (after: string): ReturnType<typeof runLocal> =>
      runLocal(dir.path, {
        source: {
          connector: 'file',
          path: 'a.csv',
          columns,
          incremental: { column: 'at', type: 'timestamp(3)', after },
        },
        sink,
      });
    const first = await read('');
    expect(first.observation).toMatchObject({ cursor: '2026-01-02 00:00:00', metrics: { rowsRead: 3 } });
    expect((await read('2026-01-01 00:00:00.5')).observation).toMatchObject({ metrics: { rowsRead: 1 } });
    const none = await read(first.observation.cursor ?? '');
    expect(none.observation).toMatchObject({ state: 'succeeded', metrics: { rowsRead: 0 } });
    expect(none.observation.cursor).toBeUndefined();
  });

  const faults: readonly [what: string, job: Parameters<typeof runLocal>[1], code: string, message: RegExp][] = [
    [
      'a file that is not there',
      { source: { connector: 'file', path: 'no.csv' }, sink: { connector: 'file', path: 'o.csv' } },
      'FILE_UNREADABLE',
      /cannot read no\.csv: there is no such file/,
    ],
    [
      'a path out of the project',
      { source: { connector: 'file', path: '../a.csv' }, sink: { connector: 'file', path: 'o.csv' } },
      'INVALID_REQUEST',
      /leads out of the project/,
    ],
    [
      'an absolute path',
      { source: { connector: 'file', path: 'a.csv' }, sink: { connector: 'file', path: '/tmp/o.csv' } },
      'INVALID_REQUEST',
      /is absolute/,
    ],
    [
      'append to Parquet',
      { source: { connector: 'file', path: 'a.csv' }, sink: { connector: 'file', path: 'o.parquet' } },
      'INVALID_REQUEST',
      /nothing can be appended to a Parquet file/,
    ],
    [
      'a folder that cannot be written',
      { source: { connector: 'file', path: 'a.csv' }, sink: { connector: 'file', path: 'a.csv/o.csv' } },
      'JOB_FAILED',
      /cannot write a\.csv\/o\.csv: a part of the path is not a folder/,
    ],
    [
      'SQL that does not fit',
      { source: { connector: 'file', path: 'a.csv', where: 'nope = 1' }, sink: { connector: 'file', path: 'o.csv' } },
      'JOB_FAILED',
      /nope/,
    ],
    [
      'a column that is not there',
      {
        source: { connector: 'file', path: 'a.csv', columns: [{ name: 'z', type: null }] },
        sink: { connector: 'file', path: 'o.csv' },
      },
      'JOB_FAILED',
      /no column z; it has x, y/,
    ],
    [
      'text of another encoding',
      { source: { connector: 'file', path: 'latin.csv' }, sink: { connector: 'file', path: 'o.csv' } },
      'FILE_UNREADABLE',
      /latin\.csv is not utf-8 text/,
    ],
    [
      'SQL of the transform that fails late',
      {
        source: { connector: 'file', path: 'a.csv' },
        transform: "select cast(x || 'q' as int) as x from source",
        sink: { connector: 'file', path: 'o.csv' },
      },
      'JOB_FAILED',
      /SQL of the transform failed/,
    ],
  ];
  it.each(faults)('says clearly what is wrong: %s', async (_, job, code, message) => {
    await using dir = await tempDir();
    await writeFile(join(dir.path, 'a.csv'), 'x,y\n1,2\n');
    await writeFile(join(dir.path, 'latin.csv'), Buffer.from('x\né\n', 'latin1'));
    const { observation } = await runLocal(dir.path, job);
    expect(observation).toMatchObject({ state: 'failed', reason: { code, retryable: false } });
    expect(observation.reason?.message).toMatch(message);
    expect((await readdir(dir.path)).sort()).toEqual(['a.csv', 'latin.csv']);
  });

  it('reads another encoding, and a folder that a datasource names by an absolute path', async () => {
    await using dir = await tempDir();
    await using other = await tempDir();
    await writeFile(join(other.path, 'a.csv'), Buffer.from('x;y\né;2\n', 'latin1'));
    const { observation } = await runLocal(dir.path, {
      source: {
        connector: 'file',
        connection: { path: other.path },
        path: 'a.csv',
        file: { type: 'csv', encoding: 'iso-8859-1', delimiter: ';' },
      },
      sink: { connector: 'file', path: 'deep/er/o.csv' },
    });
    expect(observation).toMatchObject({ state: 'succeeded' });
    expect(await readFile(join(dir.path, 'deep/er/o.csv'), 'utf8')).toBe('x,y\né,2\n');
  });

  it('clears away what a run that was killed a day ago left beside the target', async () => {
    await using dir = await tempDir();
    await writeFile(join(dir.path, 'a.csv'), 'x\n1\n');
    await writeFile(join(dir.path, '.o.csv.old-1.tmp'), 'x');
    await writeFile(join(dir.path, '.o.csv.new-1.tmp'), 'x');
    await utimes(join(dir.path, '.o.csv.old-1.tmp'), 1, 1);
    await runLocal(dir.path, {
      source: { connector: 'file', path: 'a.csv' },
      sink: { connector: 'file', path: 'o.csv' },
    });
    expect((await readdir(dir.path)).sort()).toEqual(['.o.csv.new-1.tmp', 'a.csv', 'o.csv']);
  });

  it.skipIf(process.getuid?.() === 0)('names a folder without permission', async () => {
    await using dir = await tempDir();
    await writeFile(join(dir.path, 'a.csv'), 'x\n1\n');
    await mkdir(join(dir.path, 'locked'));
    await chmod(join(dir.path, 'locked'), 0o500);
    const { observation } = await runLocal(dir.path, {
      source: { connector: 'file', path: 'a.csv' },
      sink: { connector: 'file', path: 'locked/o.csv' },
    });
    expect(observation.reason?.message).toContain('permission denied');
  });
});
