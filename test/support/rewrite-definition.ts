import { Document, isMap, isScalar, visit, type Scalar } from 'yaml';

type Values = Readonly<Record<string, unknown>>;

/** How a definition is written: everything about it that means nothing. */
export interface Writing {
  readonly language: 'yaml' | 'flow' | 'json' | 'typescript';
  readonly quotes: 'PLAIN' | 'QUOTE_SINGLE' | 'QUOTE_DOUBLE';
  readonly comments: boolean;
  /** What two parts share is written once, with an anchor. */
  readonly anchors: boolean;
  /** Numbers with an exponent. */
  readonly exponents: boolean;
  /** Keys of maps sorted, sorted the other way round, or as they are. */
  readonly order: 'sorted' | 'reversed' | 'own';
  /** What a default says anyway, durations in other units, short forms long, types by another name. */
  readonly saysDefaults: boolean;
}

/** A definition as its file has it, and the ending of its name. */
export function rewritten(
  definition: Values,
  writing: Writing,
): { readonly ending: 'yaml' | 'ts'; readonly text: string } {
  const said = writing.saysDefaults ? withDefaults(definition) : definition;
  const value = reordered(said, writing.order);
  if (writing.language === 'typescript') {
    const comment = writing.comments ? '// by a program\n' : '';
    const text = `import { definePipeline } from 'sluice'\n${comment}export default definePipeline(${JSON.stringify(value)})\n`;
    return { ending: 'ts', text };
  }
  if (writing.language === 'json') return { ending: 'yaml', text: `${JSON.stringify(value, undefined, 2)}\n` };
  return { ending: 'yaml', text: yamlOf(value, writing) };
}

function yamlOf(value: unknown, { language, quotes, comments, anchors, exponents }: Writing): string {
  const document = new Document(value, { aliasDuplicateObjects: anchors });
  visit(document, {
    Map(_, map) {
      if (language === 'flow') map.flow = true;
    },
    Pair(_, { key, value: node }) {
      if (comments && language !== 'flow' && isScalar(key)) key.commentBefore = ' why';
      if (isScalar(node)) write(node, quotes, exponents);
      if (comments && isMap(node) && language !== 'flow') node.comment = ' the end';
    },
  });
  return `${comments ? '# about it\n---\n' : ''}${document.toString({ lineWidth: 0 })}`;
}

function write(node: Scalar, quotes: Writing['quotes'], exponents: boolean): void {
  if (typeof node.value === 'string' && !node.value.includes('\n')) node.type = quotes;
  if (typeof node.value === 'number' && exponents) node.format = 'EXP';
}

function reordered(value: unknown, order: Writing['order']): unknown {
  if (Array.isArray(value)) return value.map((item) => reordered(item, order));
  if (typeof value !== 'object' || value === null || order === 'own') return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [key, reordered(item, order)]);
  entries.sort(([a], [b]) => (a < b ? -1 : 1) * (order === 'sorted' ? 1 : -1));
  return Object.fromEntries(entries);
}

/** The same definition, saying what holds anyway. `here` is the project's engine, Shanghai its zone, data its owner. */
function withDefaults({ schedule, retry, settings, source, sink, params, ...rest }: Values): Values {
  const { command, dependsOn } = rest;
  return {
    ...rest,
    owner: rest['owner'] ?? 'data',
    state: rest['state'] ?? 'running',
    priority: rest['priority'] ?? 50,
    ...(command === undefined ? { engine: rest['engine'] ?? 'here' } : {}),
    ...(Array.isArray(dependsOn) ? { dependsOn: dependsOn.toReversed() } : {}),
    retry: { attempts: 1, backoff: 'exponential', initial: '30s', max: '600s', ...mapOf(retry) },
    ...(schedule === undefined ? {} : { schedule: longSchedule(schedule) }),
    ...(params === undefined ? {} : { params: Object.fromEntries(Object.entries(mapOf(params)).map(longParameter)) }),
    ...(source === undefined ? {} : { source: longEnd(mapOf(source)) }),
    ...(sink === undefined ? {} : { sink: { mode: 'append', ...longEnd(mapOf(sink)) } }),
    ...(settings === undefined ? {} : { settings: longSettings(mapOf(settings)) }),
  };
}

function longSchedule(schedule: unknown): unknown {
  if (typeof schedule === 'string') return schedule;
  const { misfire, cron, every, after, ...rest } = mapOf(schedule);
  return {
    timeZone: 'Asia/Shanghai',
    overlap: 'skip',
    misfireAfter: '60s',
    ...rest,
    ...(typeof cron === 'string' ? { cron: cron.replaceAll(' ', '  ') } : {}),
    ...(every === '5m' ? { every: '300s' } : {}),
    ...(after === '10m' ? { after: '600s' } : {}),
    ...(misfire === undefined ? {} : { misfire: typeof misfire === 'string' ? { policy: misfire } : misfire }),
  };
}

function longParameter([name, value]: [string, unknown]): [string, unknown] {
  const long = typeof value === 'object' ? mapOf(value) : { default: value };
  return [name, { pattern: '[A-Za-z0-9_.:/ -]*', description: 'said anew', ...long }];
}

const CONNECTORS: Readonly<Record<string, string>> = {
  erp: 'mysql',
  ods: 'mysql',
  warehouse: 'sqlite',
  exports: 'file',
};
const ALIASES: Readonly<Record<string, string>> = { bigint: 'int64', string: 'text', 'timestamp(0)': 'datetime(0)' };

function longEnd(end: Values): Values {
  const connector = end['connector'] ?? CONNECTORS[String(end['datasource'])];
  const { columns } = end;
  return {
    ...end,
    ...(connector === undefined ? {} : { connector }),
    ...(Array.isArray(columns) ? { columns: columns.map(longColumn) } : {}),
  };
}

function longColumn(column: unknown): Values {
  const [name, type] = typeof column === 'string' ? column.split(' ') : [];
  const long = name === undefined ? mapOf(column) : { name, ...(type === undefined ? {} : { type }) };
  const alias = ALIASES[String(long['type'])];
  return alias === undefined ? long : { ...long, type: alias };
}

function longSettings({ parallelism, rateLimit, ...rest }: Values): Values {
  return {
    ...rest,
    ...(typeof parallelism === 'number' ? { parallelism: { source: parallelism, sink: parallelism } } : {}),
    ...(rateLimit === '10MB/s' ? { rateLimit: '10240 KB/s' } : {}),
  };
}

function mapOf(value: unknown): Values {
  return typeof value === 'object' && value !== null ? (value as Values) : {}; // maps of the definitions
}
