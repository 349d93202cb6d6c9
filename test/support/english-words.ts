/** Names that are the same in every language: products, formats, and words that Chinese engineers write in English. */
const NAMES = new Set(
  `MySQL MariaDB PostgreSQL Oracle SQLite SQL Server Redis Kafka FlinkX ChunJun Flink HDFS Hadoop Hive HBase MongoDB DataX
  PolarDB DuckDB ClickHouse xxl job Sluice git Quartz Unix cron JSON YAML TypeScript JavaScript JDBC JAAS ORC Parquet IANA
  URL UTF GBK Windows UTC SELECT UNION ALL NULL null DATETIME binlog broker jar upsert decimal import Promise schema
  MB GB KB B HTTP API ID VS Code Java Elasticsearch NOT DEFAULT INSERT xxl flinkx chunjun flink sql local command topic CODEOWNERS U MiB
  sluice next error warning stdout json quartz`
    .trim()
    .split(/\s+/),
);

/** Words of a text that a reader of Chinese would find in English, outside backticks, quotes and names. */
export function englishWordsIn(text: string): string[] {
  const plain = text
    .replaceAll(/`[^`]*`/g, ' ')
    .replaceAll(/“[^”]*”|"[^"]*"/g, ' ')
    // flags of the command line and what is written for them
    .replaceAll(/--[a-z-]+/g, ' ')
    .replaceAll(/\b(?:NAME|VALUE|SLUICE_[A-Z]+|SL\d+|\d{4}-\d{2}-\d{2}T\S+)/g, ' ')
    // files and places (`pipelines/a.yaml:3`), chains of pipelines (`a -> b`), durations (`1h30m`)
    .replaceAll(/\S+\/\S+|\b[\w-]+\.(?:ya?ml|ts|json)\b/g, ' ')
    .replaceAll(/[\w-]+(?: -> [\w-]+)+/g, ' ')
    .replaceAll(/\b(?:\d+[a-z]+)+\b/g, ' ');
  return (plain.match(/[A-Za-z][A-Za-z_]*/g) ?? []).filter((word) => !NAMES.has(word));
}
