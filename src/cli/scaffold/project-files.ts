/** What `sluice init` is told or asks. */
export interface ProjectAnswers {
  readonly name: string;
  readonly engine: StartEngine;
  /** An IANA name: schedules are read in it. */
  readonly timeZone: string;
}

/** Engines that a project can be begun with. */
export const START_ENGINES = ['local', 'flinkx', 'chunjun', 'flink-sql'] as const;
export type StartEngine = (typeof START_ENGINES)[number];

/** The files of a small project that checks without a finding, by their paths. Same answers, same bytes. */
export function projectFiles(answers: ProjectAnswers): Readonly<Record<string, string>> {
  return {
    'sluice.yaml': projectFile(answers),
    '.gitignore': '# Compiled output, cache and the embedded store\n.sluice/\n',
    ...(answers.engine === 'local' ? localMovement() : databaseMovement(answers)),
  };
}

const ENGINES: Readonly<Record<StartEngine, string>> = {
  local: `  # runs inside Sluice: no server, no JVM
  batch: { type: local }
`,
  flinkx: `  batch:
    type: flinkx
    version: "1.11"
    mode: local
    home: "\${env:FLINKX_HOME:-/opt/flinkx}"
`,
  chunjun: `  batch:
    type: chunjun
    version: "1.16"
    mode: local
    home: "\${env:CHUNJUN_HOME:-/opt/chunjun}"
`,
  'flink-sql': `  batch:
    type: flink-sql
    version: "1.20"
    url: "\${env:FLINK_URL:-http://127.0.0.1:8081}"
    gateway: "\${env:FLINK_GATEWAY:-http://127.0.0.1:8083}"
`,
};

function projectFile({ name, engine, timeZone }: ProjectAnswers): string {
  return `name: ${name}
edition: 2026
defaults:
  timeZone: ${timeZone}
  engine: batch
engines:
${ENGINES[engine]}`;
}

function localMovement(): Readonly<Record<string, string>> {
  return {
    'data/orders.csv': 'id,customer,amount\n1,Ada,10.50\n2,Bob,20.00\n3,Cyn,7.25\n',
    'datasources/files.yaml': 'name: files\ntype: file\npath: data\n',
    'datasources/warehouse.yaml': 'name: warehouse\ntype: sqlite\npath: .sluice/warehouse.db\n',
    'pipelines/orders.yaml': `name: orders
schedule: { every: 1m }
source:
  datasource: files
  path: orders.csv
  columns:
    - { name: id, type: bigint }
    - { name: customer, type: string }
    - { name: amount, type: "decimal(18,2)" }
sink:
  datasource: warehouse
  table: orders
  mode: upsert
  key: [id]
`,
    'tests/orders.test.yaml': `pipeline: orders
cases:
  - name: an order that came before is changed
    source:
      rows:
        - { id: 1, customer: Ada, amount: "12.00" }
    sink:
      rows:
        - { id: 1, customer: Ada, amount: "10.50" }
    expect:
      rows:
        - { id: 1, amount: "12.00" }
`,
  };
}

/** MySQL to MySQL, for engines that run jobs elsewhere. */
function databaseMovement({ engine }: ProjectAnswers): Readonly<Record<string, string>> {
  return {
    'datasources/erp.yaml': datasource('erp', 'ERP'),
    'datasources/ods.yaml': datasource('ods', 'ODS'),
    'pipelines/orders-to-ods.yaml': `name: orders-to-ods
schedule:
  cron: "0 30 1 * * ?"
source:
  datasource: erp
  table: orders
  columns:
    - { name: id, type: bigint }
    - { name: amount, type: "decimal(18,2)" }
    - { name: placed_at, type: datetime }
  where: "placed_at < '\${fire:yyyy-MM-dd}'"
sink:
  datasource: ods
  table: ods_orders
  mode: upsert
  key: [id]
`,
    'tests/orders-to-ods.test.yaml': `pipeline: orders-to-ods
fire: 2026-03-01T01:30:00Z
cases:
  - name: reads up to the day of the fire
    expect:
${engine === 'flink-sql' ? SQL_EXPECTATION : JOB_EXPECTATION}`,
  };
}

const JOB_EXPECTATION = `      job:
        /job/content/0/reader/parameter/where: "placed_at < '2026-03-01'"
`;
const SQL_EXPECTATION = `      sql:
        contains: ["2026-03-01"]
`;

function datasource(name: string, prefix: string): string {
  return `name: ${name}
type: mysql
host: ${name}-db.example
port: 3306
database: ${name}
username: sync
password: \${secret:env/${prefix}_PASSWORD}
`;
}
