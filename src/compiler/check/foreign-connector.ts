import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { SinkNode, SourceNode } from '../ir/index.ts';
import { child } from '../text/index.ts';

/** What a plugin's name begins with where our connector of the same store is called otherwise. */
const STEMS: Readonly<Record<string, string>> = {
  es: 'elasticsearch',
  elasticsearch7: 'elasticsearch',
  http: 'restapi',
  hbase14: 'hbase',
  tidb: 'mysql',
  drds: 'mysql',
  txtfile: 'file',
};

/** Connectors of Flink SQL, of ChunJun's SQL jobs and of Debezium, by what they are here. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'mysql-x': 'mysql',
  'mysql-cdc': 'mysqlcdc',
  'mysql-cdc-x': 'mysqlcdc',
  'binlog-x': 'binlog',
  canal: 'binlog',
  maxwell: 'binlog',
  'oracle-x': 'oracle',
  'oracle-cdc': 'oraclelogminer',
  'oraclelogminer-x': 'oraclelogminer',
  'postgresql-x': 'postgresql',
  postgres: 'postgresql',
  'postgres-cdc': 'pgwal',
  'pgwal-x': 'pgwal',
  'sqlserver-x': 'sqlserver',
  'sqlserver-cdc': 'sqlservercdc',
  mssql: 'sqlserver',
  'clickhouse-x': 'clickhouse',
  'doris-x': 'doris',
  'starrocks-x': 'starrocks',
  'kafka-x': 'kafka',
  'upsert-kafka': 'kafka',
  'upsert-kafka-x': 'kafka',
  'elasticsearch-6': 'elasticsearch6',
  'elasticsearch-7': 'elasticsearch',
  'elasticsearch7-x': 'elasticsearch',
  'mongodb-x': 'mongodb',
  'mongodb-cdc': 'mongodboplog',
  'hbase-1.4': 'hbase',
  'hbase-2.2': 'hbase2',
  'hbase14-x': 'hbase',
  'hive-x': 'hive',
  'hdfs-x': 'hdfs',
  'redis-x': 'redis',
  'kudu-x': 'kudu',
  'stream-x': 'stream',
  datagen: 'stream',
  print: 'stream',
};

/**
 * The name of a plugin, or of another tool's connector, in place of ours: both sides of a store have one name here.
 * Undefined for any other name.
 */
export function foreignConnector(
  { connector, at }: SourceNode | SinkNode,
  connectorNames: readonly string[],
): Diagnostic | undefined {
  const name = ourName(connector.toLowerCase(), connectorNames);
  if (name === undefined) return undefined;
  const place = child(at, 'connector');
  return makeDiagnostic(
    'SL0317',
    place,
    say`\`${connector}\` is the name of a plugin, and the connector is \`${name}\``,
    {
      notes: [say`a connector has one name, as source and as sink, on every engine; the compiler picks the plugin`],
      help: say`write \`connector: ${name}\``,
      suggestions: [
        { message: say`write \`connector: ${name}\``, confidence: 'certain', edits: [{ at: place, newText: name }] },
      ],
    },
  );
}

function ourName(written: string, connectorNames: readonly string[]): string | undefined {
  const stem = /^(\w+?)(?:reader|writer|source|sink)$/.exec(written)?.[1];
  const name = stem === undefined ? lookUp(OTHER_NAMES, written) : (lookUp(STEMS, stem) ?? stem);
  return name !== undefined && connectorNames.includes(name) ? name : undefined;
}

function lookUp(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
