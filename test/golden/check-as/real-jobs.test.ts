import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createSourceFile } from '../../../src/compiler/index.ts';
import { checkJob, loadPlugins } from '../../../src/import/index.ts';

const JOBS = path.resolve(import.meta.dirname, '..', 'import', 'flinkx-1.11');

/** Each was looked at: the real job says something that FlinkX 1.11 refuses, ignores or cannot find. */
const REAL_MISTAKES = `
LogMiner_hive.json SL0903 "schema"
binlog_hive.json SL0903 "database"
binlog_stream.json SL0903 "database"
binlog_stream.json SL0915 true
cassandra_stream.json SL0908 "parameter"
hbase_stream.json SL0903 "encodig"
kafka10_stream.json SL0902 "setting"
kafka10_stream.json SL0903 "encoding"
kafka10_stream.json SL0903 "writer"
kafka11_stream.json SL0903 "encoding"
kafka11_stream.json SL0915 true
mysql_mysql.json SL0915 1
phoenix5_stream.json SL0909 "phoenixreader"
sqlserver_stream.json SL0901 }
stream_cassandra.json SL0909 "cassandrawriterer"
stream_phoenix5.json SL0909 "phoenixwriter"
stream_polardb.json SL0909 "polarwriter"
stream_restapi.json SL0915 true
`;

test('the 42 jobs of the field on FlinkX 1.11: no false alarm, literal passwords aside', async () => {
  const plugins = await loadPlugins('flinkx');
  const found = readdirSync(JOBS)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const text = readFileSync(path.join(JOBS, file), 'utf8');
      return checkJob(createSourceFile(file, text), 'flinkx', '1.11', plugins)
        .filter(({ code }) => code !== 'SL0912')
        .map(({ code, range }) => `${file} ${code} ${text.slice(range.start.offset, range.end.offset)}`);
    });
  expect(found.sort()).toEqual(REAL_MISTAKES.trim().split('\n').sort());
});
