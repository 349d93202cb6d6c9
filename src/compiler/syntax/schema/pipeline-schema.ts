import { Type } from 'typebox';
import { CALENDAR_DAYS, CRON_DIALECTS, DST_POLICIES } from '../../../time/index.ts';
import { alertRoutes } from './alerts-schema.ts';
import { labels, name, options, scalar, strict, text, texts, words } from './shared-schema.ts';

const duration = (description: string): Type.TString =>
  Type.String({ minLength: 1, description: `${description} For example 30s, 5m, 1h30m.` });

const MISFIRE_POLICIES = ['skip', 'fire-once', 'catch-up'] as const;

const schedule = strict({
  cron: Type.Optional(text('Quartz with 6 or 7 fields, Unix with 5.')),
  dialect: Type.Optional(
    words(CRON_DIALECTS, 'How `cron` is read; left out: `quartz-2.5` with 6 or 7 fields, `unix` with 5.'),
  ),
  dst: Type.Optional(
    words(
      DST_POLICIES,
      'What becomes of a fire of `cron` whose time a change of the clock skips or repeats: at the first moment after and once (`wall-clock`), or not at all and at the later (`quartz`).',
    ),
  ),
  every: Type.Optional(duration('Fixed rate.')),
  after: Type.Optional(duration('Fixed delay after the end of the previous run.')),
  at: Type.Optional(text('Once, at an ISO 8601 time.')),
  timeZone: Type.Optional(text('IANA time zone.')),
  start: Type.Optional(
    text('The first moment at which it may fire: an ISO 8601 time, in `timeZone` without an offset.'),
  ),
  end: Type.Optional(text('From this moment on it fires no more: an ISO 8601 time, in `timeZone` without an offset.')),
  calendar: Type.Optional(
    Type.Union(
      [
        Type.String({ minLength: 1 }),
        strict({
          name: text('Name of a calendar.'),
          on: Type.Optional(words(CALENDAR_DAYS, 'On which of its days it fires; left out: on working days.')),
        }),
      ],
      {
        description:
          'The days on which it fires: `weekdays`, `cn-workdays` (the working days of China with its holidays), or a calendar of sluice.yaml.',
      },
    ),
  ),
  jitter: Type.Optional(
    duration(
      'Each fire starts by less than this later, by a time drawn from the name of the pipeline; its fire time stays.',
    ),
  ),
  misfire: Type.Optional(
    Type.Union(
      [
        words(MISFIRE_POLICIES),
        strict({
          policy: words(MISFIRE_POLICIES, 'What becomes of them.'),
          limit: Type.Optional(Type.Integer({ minimum: 1, description: 'With catch-up: how many of the newest run.' })),
        }),
      ],
      {
        description: 'What becomes of fires that were due while nothing ran.',
      },
    ),
  ),
  misfireAfter: Type.Optional(duration('A fire that is late by more than this was missed; left out: 60s.')),
  startingDeadline: Type.Optional(
    duration('A run that nobody has started this long after its fire is skipped; left out: it waits.'),
  ),
  overlap: Type.Optional(
    words(
      ['skip', 'queue-one', 'queue-all', 'cancel-running', 'allow'],
      'What becomes of a fire while the run before it is open.',
    ),
  ),
});

const dependsOn = strict({
  all: Type.Optional(texts('All of these pipelines have to succeed.')),
  any: Type.Optional(texts('One of these pipelines has to succeed.')),
  timeout: Type.Optional(
    duration('How long a run waits: from its fire, or without a schedule from the first success of an upstream.'),
  ),
  onTimeout: Type.Optional(
    words(
      ['fail', 'skip', 'run'],
      'What becomes of a run that waited that long: it fails, is skipped, or runs; left out: `fail`.',
    ),
  ),
});

const column = strict({
  name: Type.Optional(text('Column name; may be left out where `index` says the column.')),
  type: Type.Optional(text('For example bigint, decimal(18,2), string(64), timestamp(3).')),
  nativeType: Type.Optional(text("The engine's own type, passed on as it is.")),
  index: Type.Optional(
    Type.Integer({ minimum: 0, description: 'Place of the column in a file without names; the first is 0.' }),
  ),
  format: Type.Optional(text('Format of times in text.')),
  partition: Type.Optional(Type.Boolean({ description: 'The value is in the name of the partition folder.' })),
  splitter: Type.Optional(text('Text between the elements of a value.')),
  value: Type.Optional(scalar('A constant in place of a source column.')),
  from: Type.Optional(text('Sink only: the source column that feeds this one.')),
  comment: Type.Optional(Type.String({ description: 'For people; no engine reads it.' })),
});

const columns = Type.Union(
  [Type.Literal('*'), Type.Array(Type.Union([Type.String({ minLength: 1 }), column]), { minItems: 1 })],
  {
    description: '"*", or a list of names, "name type", or objects.',
  },
);

const file = strict(
  {
    type: Type.Optional(
      words(['csv', 'json', 'jsonl', 'parquet', 'orc', 'excel'], 'Left out: by the ending of the path.'),
    ),
    delimiter: Type.Optional(text('Text between two values of a line.')),
    encoding: Type.Optional(text('For example UTF-8.')),
    header: Type.Optional(Type.Boolean({ description: 'Whether the first line names the columns.' })),
    compression: Type.Optional(text('For example gzip, snappy.')),
  },
  { description: 'Form of the files.' },
);

const startPoint = strict({
  time: Type.Optional(
    Type.Unsafe<string | number>({ type: ['string', 'integer'], description: 'ISO 8601, or milliseconds since 1970.' }),
  ),
  offsets: Type.Optional(
    Type.Record(Type.String(), Type.Integer({ minimum: 0 }), {
      description: 'Kafka: the first offset of each partition.',
    }),
  ),
  file: Type.Optional(text('A binlog file.')),
  position: Type.Optional(Type.Integer({ minimum: 0, description: 'Position in the binlog file.' })),
  scn: Type.Optional(Type.Unsafe<string | number>({ type: ['string', 'integer'], description: 'Oracle SCN.' })),
  lsn: Type.Optional(text('Log sequence number of SQL Server or PostgreSQL.')),
});

const source = strict(
  {
    connector: Type.Optional(text('May be left out where the datasource says it.')),
    datasource: Type.Optional(text('Name of a datasource.')),
    table: Type.Optional(
      Type.Union(
        [
          Type.String({ minLength: 1 }),
          Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
          strict({ match: text('A regular expression for whole names.') }),
        ],
        { description: 'Table, list of tables, or a pattern of names. Topic, index or collection elsewhere.' },
      ),
    ),
    query: Type.Optional(text('A query in place of a table.')),
    path: Type.Optional(
      Type.Union([Type.String({ minLength: 1 }), Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })], {
        description: 'Path of a file or folder, or several.',
      }),
    ),
    file: Type.Optional(file),
    columns: Type.Optional(columns),
    where: Type.Optional(text("Condition in the source's own SQL.")),
    splitBy: Type.Optional(text('Column by which a parallel read is split.')),
    incremental: Type.Optional(
      strict(
        {
          column: text('Column that grows with every new row.'),
          from: Type.Optional(
            Type.Unsafe<string | number>({
              type: ['string', 'number'],
              description: 'Where to begin without a cursor (exclusive).',
            }),
          ),
        },
        { description: 'Reads only rows after the ones that the last success has read.' },
      ),
    ),
    start: Type.Optional(
      Type.Union([words(['earliest', 'latest', 'committed', 'now']), startPoint], {
        description: 'Where the first start of a stream begins.',
      }),
    ),
    options: Type.Optional(options),
  },
  { description: 'What is read.' },
);

const statements = (description: string): Type.TArray<Type.TString> =>
  Type.Array(Type.String({ minLength: 1 }), { description });

const sink = strict(
  {
    connector: Type.Optional(text('May be left out where the datasource says it.')),
    datasource: Type.Optional(text('Name of a datasource.')),
    table: Type.Optional(text('Target table.')),
    path: Type.Optional(text('Path of a file.')),
    file: Type.Optional(file),
    columns: Type.Optional(columns),
    mode: Type.Optional(words(['append', 'upsert', 'replace', 'overwrite'], 'How rows are written.')),
    key: Type.Optional(texts('Columns that identify a row.')),
    partition: Type.Optional(text('Partition that is written, for example pt=${bizdate}.')),
    preSql: Type.Optional(statements('Statements before the first row is written.')),
    postSql: Type.Optional(statements('Statements after the last row is written.')),
    options: Type.Optional(options),
  },
  { description: 'What is written.' },
);

const count = (description: string): Type.TInteger => Type.Integer({ minimum: 1, maximum: 1024, description });

const settings = strict(
  {
    parallelism: Type.Optional(
      Type.Union(
        [
          Type.Integer({ minimum: 1, maximum: 1024 }),
          strict({
            source: Type.Optional(count('Parallel readers.')),
            sink: Type.Optional(count('Parallel writers.')),
          }),
        ],
        { description: 'How many readers and writers work at once.' },
      ),
    ),
    rateLimit: Type.Optional(text('For example 10MB/s.')),
    errorLimit: Type.Optional(
      strict(
        {
          rows: Type.Optional(Type.Integer({ minimum: 0, description: 'How many rows may be refused.' })),
          percent: Type.Optional(
            Type.Number({
              minimum: 0,
              maximum: 100,
              description: 'Share of the rows that may be refused, in percent.',
            }),
          ),
        },
        { description: 'How many rows may be refused before the run fails.' },
      ),
    ),
    checkpoint: Type.Optional(duration('Interval of checkpoints.')),
    resume: Type.Optional(text('Column by which a failed batch is taken up again.')),
    dirty: Type.Optional(
      strict(
        { datasource: text('Datasource of type hadoop.'), path: text('Folder for refused rows.') },
        { description: 'Where FlinkX keeps refused rows.' },
      ),
    ),
    options: Type.Optional(options),
  },
  { description: 'How the engine does it.' },
);

const expectation = strict(
  {
    rows: Type.Optional(
      strict(
        {
          min: Type.Optional(Type.Integer({ minimum: 1, description: 'So many at least.' })),
          max: Type.Optional(Type.Integer({ minimum: 0, description: 'So many at most.' })),
        },
        { description: 'How many rows a run writes.' },
      ),
    ),
    freshness: Type.Optional(
      duration('How old the newest row may be that was read, by the incremental column, when a run ends.'),
    ),
    sameRows: Type.Optional(
      Type.Union(
        [
          Type.Boolean(),
          strict(
            {
              tolerance: Type.Optional(
                Type.Integer({ minimum: 0, description: 'So many rows may be the difference; left out: none.' }),
              ),
              sums: Type.Optional(
                Type.Array(Type.String({ minLength: 1 }), {
                  description: 'Columns of the source whose sums are compared too.',
                }),
              ),
              sinkWhere: Type.Optional(
                text(
                  'SQL condition: which rows of the sink are those of the run; left out: all, or those in its range.',
                ),
              ),
            },
            { description: 'What is compared, and how.' },
          ),
        ],
        { description: 'Source and sink are asked how many rows they have, and say the same.' },
      ),
    ),
    onFailure: Type.Optional(
      words(
        ['fail', 'retry', 'warn'],
        'What becomes of a run that does not meet it: it has failed for good, is tried again by `retry`, or succeeds with a warning. Left out: fail.',
      ),
    ),
  },
  { description: 'What has to be so after a run, or it has failed.' },
);

/** Failures by what is known of them. */
function failures(what: string) {
  return Type.Array(Type.Union([Type.Integer({ minimum: 1, maximum: 255 }), Type.String({ minLength: 3 })]), {
    minItems: 1,
    description: `${what}: exit codes, codes of reasons, or parts of their messages. For example [2, JOB_TIMED_OUT, "ORA-00942"].`,
  });
}

/** The shape of a pipeline definition. Names, references and meaning are checked later. */
export const pipelineSchema = strict(
  {
    name: name('Unique in the repository.'),
    moved: Type.Optional(
      strict(
        { from: name('Its name before.') },
        { description: 'Says that it had another name, so that its cursor and its runs stay with it.' },
      ),
    ),
    owner: Type.Optional(text('Who answers for it.')),
    description: Type.Optional(Type.String({ description: 'What it is for, in a sentence.' })),
    tags: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { description: 'Words to select it by.' })),
    state: Type.Optional(words(['running', 'suspended'], 'Whether its schedule fires.')),
    priority: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 100,
        description: 'The higher, the sooner a run is started that waits with others, from 0 to 100; left out: 50.',
      }),
    ),
    pool: Type.Optional(text('Name of a pool in sluice.yaml: its runs take a slot of it.')),
    runOn: Type.Optional(
      labels('Labels that an executor has to have, all of them, to run it: beside those of its engine.'),
    ),
    alerts: Type.Optional(alertRoutes),
    schedule: Type.Optional(
      Type.Union([words(['manual', 'continuous']), schedule], {
        description: 'When it runs: by a clock, as a stream, or when somebody asks.',
      }),
    ),
    dependsOn: Type.Optional(
      Type.Union([texts('Pipelines that all have to succeed first.'), dependsOn], {
        description: 'Pipelines that have to succeed first: a list, or `{ all, timeout }` or `{ any, timeout }`.',
      }),
    ),
    retry: Type.Optional(
      strict(
        {
          attempts: Type.Optional(
            Type.Integer({ minimum: 1, maximum: 100, description: 'Attempts in all, the first one too.' }),
          ),
          backoff: Type.Optional(words(['exponential', 'fixed'], 'How the wait between two attempts grows.')),
          initial: Type.Optional(duration('Wait before the second attempt.')),
          max: Type.Optional(duration('Longest wait between two attempts.')),
          never: Type.Optional(failures('Failures after which it is not tried again')),
          always: Type.Optional(failures('Failures after which it is, though Sluice takes them for lasting')),
        },
        { description: 'Further attempts after one that failed.' },
      ),
    ),
    timeout: Type.Optional(duration('A run is stopped after this long.')),
    startTimeout: Type.Optional(
      duration('An attempt that does not run this long after its start is stopped, as for want of free slots.'),
    ),
    engine: Type.Optional(text('Name of an engine in sluice.yaml.')),
    params: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Union([
          scalar(),
          strict({
            default: Type.Optional(scalar('The value where nobody gives another.')),
            pattern: Type.Optional(Type.String({ description: 'Regular expression that a value must match.' })),
            description: Type.Optional(Type.String({ description: 'What it is for.' })),
          }),
        ]),
        { description: 'Values that a run may be given: a default, or `{ default, pattern, description }`.' },
      ),
    ),
    source: Type.Optional(source),
    transform: Type.Optional(
      strict(
        { sql: text('SQL over the source, which it names source.') },
        { description: 'SQL between source and sink.' },
      ),
    ),
    sink: Type.Optional(sink),
    command: Type.Optional(
      Type.Array(Type.String(), { minItems: 1, description: 'A program and its arguments, without a shell.' }),
    ),
    settings: Type.Optional(settings),
    expect: Type.Optional(expectation),
  },
  { $id: 'pipeline.schema.json', title: 'Sluice pipeline' },
);
