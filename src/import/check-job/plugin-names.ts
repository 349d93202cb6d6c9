import { say, sentence, type Message } from '../../message/index.ts';
import { LEFT_OUT_PLUGINS } from '../../compiler/connectors/left-out-plugins.ts';
import { asClause } from '../../compiler/diagnostics/index.ts';
import type { SyncEngine } from './job-report.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/**
 * Every plugin that a version builds for job files, by its stem, from the engines' source trees. Kept beside
 * the connectors' tables so that a plugin without a table is not called unknown.
 */
const READERS: Readonly<Record<SyncEngine, readonly string[]>> = {
  flinkx: words(`binlog carbondata cassandra clickhouse db2 dm emqx es ftp gbase greenplum hbase hbase2 hdfs kafka
    kafka10 kafka11 kingbase kudu mongodb mongodboplog mysql mysqld odps oracle oraclelogminer pgwal phoenix5 polardb
    polardbd postgresql restapi saphana sqlserver sqlservercdc stream teradata`),
  chunjun: words(`binlog cassandra clickhouse db2 dm doris dorisbatch elasticsearch6 elasticsearch7 es emqx ftp gbase
    greenplum hbase hbase14 hbase2 hdfs hive hive3 http restapi hudi influxdb kafka kingbase kudu mongodb mysql tidb
    mysqlcdc mysqld oceanbase oceanbasecdc opengauss oracle oraclelogminer postgresql adbpostgresql redis s3 saphana
    socket solr sqlserver sqlservercdc starrocks stream sybase`),
};
const WRITERS: Readonly<Record<SyncEngine, readonly string[]>> = {
  flinkx: words(`alluxio carbondata cassandra clickhouse db2 dm emqx es ftp gbase greenplum hbase hbase2 hdfs hive hudi
    kafka kafka10 kafka11 kingbase kudu mongodb mysql odps oracle oss phoenix5 polardb postgresql pulsar redis restapi
    saphana sqlserver stream teradata`),
  chunjun: words(`arctic cassandra clickhouse db2 dm doris dorisbatch elasticsearch6 elasticsearch7 es emqx ftp gbase
    greenplum hbase hbase14 hbase2 hdfs hive hive3 http restapi hudi iceberg influxdb kafka kingbase kudu mongodb mysql
    tidb oceanbase opengauss oracle postgresql adbpostgresql redis s3 saphana selectdbcloud solr sqlserver starrocks
    stream vertica11`),
};

/** Plugins of one generation that the other does not have, and why: beside those that no build has. */
const GONE: Readonly<Record<SyncEngine, Readonly<Record<string, Message>>>> = {
  flinkx: {
    doris: say`it came with ChunJun`,
    starrocks: say`it came with ChunJun`,
    s3: say`it came with ChunJun`,
  },
  chunjun: {
    kafka09: say`\`kafka\` serves every broker`,
    kafka10: say`\`kafka\` serves every broker`,
    kafka11: say`\`kafka\` serves every broker`,
    polardb: say`\`mysql\` takes its place`,
    pgwal: say`it was dropped after FlinkX 1.11`,
    mongodboplog: say`it was dropped after FlinkX 1.11`,
    phoenix: say`it was dropped after FlinkX 1.11`,
    phoenix5: say`it was dropped after FlinkX 1.11`,
    odps: say`it was dropped after FlinkX 1.11`,
    carbondata: say`it was dropped after FlinkX 1.11`,
    teradata: say`it was dropped after FlinkX 1.11`,
    pulsar: say`it was dropped after FlinkX 1.11`,
    alluxio: say`it was dropped after FlinkX 1.11`,
    oss: say`\`s3\` takes its place`,
    gbase8s: say`it is not built`,
    gbasehk: say`it is not built`,
    elasticsearch5: say`\`elasticsearch6\` and \`elasticsearch7\` are there`,
  },
};

export type JobSide = 'reader' | 'writer';

export function pluginStems(engine: SyncEngine, side: JobSide): readonly string[] {
  return (side === 'reader' ? READERS : WRITERS)[engine];
}

/** Why a name that looks right is no plugin of this engine. */
export function whyGone(engine: SyncEngine, stem: string): Message | undefined {
  const leftOut = LEFT_OUT_PLUGINS.find(
    (each) =>
      each.engine === engine && each.plugins.some((name) => name === `${stem}reader` || name === `${stem}writer`),
  );
  if (leftOut === undefined) return Object.hasOwn(GONE[engine], stem) ? GONE[engine][stem] : undefined;
  const reason = sentence(asClause(leftOut.reason));
  return leftOut.instead === undefined ? reason : say`${reason}; \`${leftOut.instead}\` takes its place`;
}
