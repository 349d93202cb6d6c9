/** A datasource of every field, and those that it leans on; no database has all of them. */
export const WHOLE_DATASOURCES: readonly Readonly<Record<string, unknown>>[] = [
  {
    name: 'whole',
    type: 'mysql',
    host: 'db.example',
    port: 3306,
    database: 'erp',
    url: 'jdbc:mysql://db.example/erp',
    path: 'data',
    username: 'sync',
    password: '${secret:env/PASSWORD}',
    brokers: ['kafka-1:9092'],
    hosts: ['es-1:9200'],
    protocol: 'sftp',
    accessKey: '${secret:env/ACCESS}',
    secretKey: '${secret:env/SECRET}',
    token: '${secret:env/TOKEN}',
    region: 'north',
    bucket: 'lake',
    privateKeyPath: '/keys/id',
    headers: { Accept: 'text/csv' },
    defaultFS: 'hdfs://ns1',
    hadoop: 'cluster',
    timeZone: 'Asia/Shanghai',
    properties: { useSSL: 'false' },
    description: 'every field',
  },
  { name: 'cluster', type: 'hadoop', defaultFS: 'hdfs://ns1', properties: { 'dfs.nameservices': 'ns1' } },
  { name: 'cluster0', type: 'hadoop', defaultFS: 'hdfs://ns2' },
  {
    name: 'sharded',
    type: 'mysql',
    shards: [
      {
        host: 'db-1.example',
        port: 3306,
        database: 'erp_1',
        url: 'jdbc:mysql://db-1.example/erp_1',
        username: 'one',
        password: '${secret:env/ONE}',
        tables: ['orders_1'],
      },
    ],
  },
];

/** Every field of sluice.yaml. */
export const WHOLE_PROJECT: Readonly<Record<string, unknown>> = {
  name: 'shop',
  edition: 2026,
  defaults: { timeZone: 'Asia/Shanghai', engine: 'whole', owner: 'data' },
  engines: {
    whole: {
      type: 'flinkx',
      version: '1.11',
      mode: 'local',
      url: 'http://jobmanager:8081',
      gateway: 'http://gateway:8083',
      home: '/opt/flinkx',
      script: { path: 'run.sh', args: ['{job}'], waits: true },
      options: { 'rest.port': 8081 },
    },
    whole0: { type: 'flinkx', version: '1.11', home: '/opt/flinkx' },
  },
  environments: {
    prod: {
      datasources: { cluster: { defaultFS: 'hdfs://prod' }, whole: { region: 'south' } },
      engines: { whole: { home: '/srv/flinkx', options: { 'rest.port': 8082 } } },
      params: { set: 'prod' },
    },
    other: {
      datasources: { whole: { region: 'east' } },
      engines: {
        whole: {
          type: 'flinkx',
          version: '1.11',
          mode: 'local',
          url: 'http://other:8081',
          gateway: 'http://other:8083',
          script: { path: 'other.sh', args: ['{job}'], waits: true },
        },
      },
      params: { set: 'other' },
    },
  },
  policies: {
    prune: 'confirm',
    maxChangedShare: 0.3,
    restoreWindow: '7d',
    selfHeal: 'off',
    approval: [{ meaning: ['destructive'], by: ['owner'], environments: ['prod'] }],
    rules: ['policies/*.ts'],
  },
};

const COLUMN = {
  name: 'amount',
  type: 'int32',
  format: 'yyyy',
  index: 3,
  splitter: ',',
  partition: true,
  comment: 'in cents',
};

const FILE = { type: 'csv', delimiter: ';', encoding: 'UTF-8', header: true, compression: 'gzip' };

/** What all of the pipelines below have. */
const COMMON = { name: 'it', schedule: 'manual' };
const SOURCE = { datasource: 'whole', columns: ['id bigint'] };
const SINK = { datasource: 'whole' };

/** Pipelines that together say something in every field, each a pipeline that can be lowered; no engine takes all of them. */
export const WHOLE_PIPELINES: readonly Readonly<Record<string, unknown>>[] = [
  {
    name: 'it',
    moved: { from: 'it-before' },
    owner: 'data-platform',
    description: 'every field',
    tags: ['nightly'],
    state: 'running',
    priority: 60,
    schedule: {
      cron: '0 0 3 * * ?',
      timeZone: 'Asia/Shanghai',
      misfire: { policy: 'catch-up', limit: 7 },
      overlap: 'skip',
    },
    dependsOn: ['upstream'],
    retry: { attempts: 3, backoff: 'exponential', initial: '30s', max: '10m' },
    timeout: '1h',
    engine: 'whole',
    params: { plain: 'north', full: { default: 'a', pattern: '[a-z0]+', description: 'the shop' }, set: 'here' },
    source: {
      connector: 'mysql',
      datasource: 'whole',
      table: 'orders_${bizdate}',
      query: 'select 1',
      path: 'in.csv',
      file: FILE,
      columns: [
        COLUMN,
        { name: 'native', nativeType: 'BIT' },
        { name: 'origin', value: 'erp', from: 'amount' },
        { name: 'updated_at', type: 'timestamp(0)' },
        'id bigint',
      ],
      where: "d = '${bizdate}'",
      splitBy: 'id',
      incremental: { column: 'updated_at', from: '2026-01-01' },
      start: { file: 'mysql-bin.000001', position: 4 },
      options: { fetchSize: 1000, at: 'x', kind: 'y', nested: { tableType: 'z' } },
    },
    transform: { sql: 'select * from source' },
    sink: {
      connector: 'mysql',
      datasource: 'whole',
      table: 'orders',
      path: 'out.csv',
      file: FILE,
      columns: [
        { ...COLUMN, from: 'amount' },
        { name: 'native', nativeType: 'BIT' },
        { name: 'origin', value: 'erp' },
        'id bigint',
      ],
      mode: 'upsert',
      key: ['id'],
      partition: 'pt=${bizdate}',
      preSql: ['select 1'],
      postSql: ['select 2'],
      options: { batchSize: 500 },
    },
    settings: {
      parallelism: { source: 2, sink: 3 },
      rateLimit: '10MB/s',
      errorLimit: { rows: 5, percent: 10 },
      checkpoint: '30s',
      resume: 'id',
      dirty: { datasource: 'cluster', path: '/dirty' },
      options: { rebalance: true },
    },
  },
  {
    ...COMMON,
    source: {
      datasource: 'sharded',
      table: ['orders', 'items'],
      columns: '*',
      start: { time: '2026-01-02T03:04:05Z' },
    },
    sink: { ...SINK, columns: '*' },
    settings: { parallelism: 2 },
  },
  { ...COMMON, source: { ...SOURCE, table: { match: 'o.*' }, start: { offsets: { '0': 42 } } }, sink: SINK },
  { ...COMMON, source: { ...SOURCE, path: ['a', 'b'], start: { scn: 42 } }, sink: SINK },
  { ...COMMON, source: { ...SOURCE, table: 'orders', start: { lsn: '0/1' } }, sink: SINK },
  { ...COMMON, source: { ...SOURCE, table: 'orders', start: 'earliest' }, sink: SINK },
  { ...COMMON, schedule: { every: '5m', misfire: 'skip' }, command: ['./report.sh', '${bizdate}'] },
  { ...COMMON, schedule: { after: '5m' }, command: ['date'] },
  { ...COMMON, schedule: { at: '2026-12-24T06:00:00Z' }, command: ['date'] },
];

/** Another value of a field that takes only some: by its path without places, or by its name. */
export const OTHER_WORDS: Readonly<Record<string, readonly unknown[]>> = {
  state: ['running', 'suspended'],
  schedule: ['manual', 'continuous'],
  cron: ['0 0 4 * * ?'],
  every: ['10m'],
  after: ['10m'],
  at: ['2026-12-25T06:00:00Z'],
  timeZone: ['Europe/Berlin'],
  misfire: ['fire-once'],
  policy: ['fire-once'],
  overlap: ['allow'],
  backoff: ['fixed'],
  initial: ['40s'],
  max: ['20m'],
  timeout: ['2h'],
  type: ['parquet', 'int64'],
  mode: ['append'],
  'source/columns': ['id2 bigint'],
  'sink/columns': ['id2 bigint'],
  'source/columns/type': ['int32', 'int64'],
  'sink/columns/type': ['int32', 'int64'],
  'source/file/type': ['parquet'],
  'sink/file/type': ['parquet'],
  'source/start': ['latest'],
  'source/start/time': ['2026-01-02T03:04:06Z'],
  'source/incremental/column': ['id'],
  rateLimit: ['20MB/s'],
  checkpoint: ['40s'],
  'settings/dirty/datasource': ['cluster0'],
  'source/datasource': ['cluster0'],
  'sink/datasource': ['cluster0'],
  'datasources/type': ['mariadb'],
  'datasources/hadoop': ['cluster0'],
  'datasources/password': ['${secret:env/OTHER}'],
  'datasources/accessKey': ['${secret:env/OTHER}'],
  'datasources/secretKey': ['${secret:env/OTHER}'],
  'datasources/token': ['${secret:env/OTHER}'],
  'datasources/shards/password': ['${secret:env/OTHER}'],
  'engines/whole/type': ['chunjun'],
  'engines/whole/mode': ['session'],
  'engines/whole/version': ['1.12'],
  'engines/whole0/type': ['chunjun'],
  'environments/other/engines/whole/type': ['chunjun'],
  'environments/other/engines/whole/mode': ['session'],
  'policies/prune': ['auto'],
  'policies/approval/meaning': ['schedule'],
  'policies/approval/environments': ['other'],
  'policies/maxChangedShare': [0.5],
  'policies/restoreWindow': ['1d'],
  'policies/selfHeal': ['record'],
};

/**
 * Fields that say nothing of what a pipeline does: what is for people, for plans, for the daemon, for another environment or for
 * the other side, and what this environment says otherwise.
 */
export const NO_CHANGE: Readonly<Record<'pipeline' | 'datasource' | 'project', readonly RegExp[]>> = {
  pipeline: [
    /^(name|moved\/from)$/,
    /^params\/(set|full\/description)$/,
    /^source\/columns\/\d+\/from$/,
    /^sink\/columns\/\d+\/(index|splitter|partition)$/,
  ],
  datasource: [/^\w+\/description$/, /^whole\/region$/, /^cluster\/defaultFS$/],
  project: [
    /^(name|edition)$/,
    /^policies\//,
    /^environments\/other\//,
    /^engines\/whole0\//,
    /^engines\/whole\/(home|options\/rest\.port)$/,
  ],
};
