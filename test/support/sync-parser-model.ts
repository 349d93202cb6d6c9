/**
 * A model of what the real parsers of FlinkX 1.11 and ChunJun 1.16 do with a job, written from what they were
 * seen to do and apart from the connectors' tables: parsing and the constructors of reader and writer, before
 * any database is asked. test/golden/check-as holds it against recorded runs. Keys that it does not know pass.
 */
export interface Verdict {
  readonly accepted: boolean;
  readonly reason?: string;
}

type Json = Readonly<Record<string, unknown>>;
type Kind = 'text' | 'integer' | 'number' | 'flag' | 'list' | 'map';

class Refused extends Error {}

/** Whether the version's parser takes a job (plain JSON, so `1.0` and `1` are one to it). */
export function acceptedBy(job: unknown, engine: 'flinkx' | 'chunjun', version: string): Verdict {
  try {
    readJob(job, engine, version.startsWith('1.11'));
    return { accepted: true };
  } catch (error) {
    if (error instanceof Refused) return { accepted: false, reason: error.message };
    throw error;
  }
}

function readJob(root: unknown, engine: 'flinkx' | 'chunjun', getters: boolean): void {
  const job = map(map(root, 'root')['job'], 'job');
  const content = list(job['content'], 'content');
  const element = map(content[0], 'content[0]');
  const [reader, writer] = [end(element, 'reader', engine), end(element, 'writer', engine)];
  const columns = reader['column'];
  if ('setting' in job || getters) readSetting(map(job['setting'], 'setting'), columns, getters);
  for (const [side, parameter] of Object.entries({ reader, writer })) {
    readParameters(parameter, getters, side);
    readColumns(parameter['column'], getters, side);
    readConnection(parameter, getters, side);
  }
  if (!getters || !Array.isArray(columns)) return;
  if (columns.length === 0) refuse('an empty column list');
  const { increColumn: incremental } = reader;
  const names = (columns as unknown[]).map((column) => (isMap(column) ? column['name'] : column));
  if (
    typeof incremental === 'string' &&
    incremental !== '' &&
    !/^\d+$/.test(incremental) &&
    !names.includes(incremental)
  )
    refuse('increColumn is no column');
}

function end(element: Json, side: 'reader' | 'writer', engine: 'flinkx' | 'chunjun'): Json {
  const node = map(element[side], side);
  const { name } = node;
  if (typeof name !== 'string') refuse(`${side}.name is no text`);
  const suffixes = { reader: ['reader', 'source'], writer: ['writer', 'sink'] }[side];
  const known = engine === 'flinkx' ? suffixes.slice(0, 1) : suffixes;
  if (!known.some((suffix) => String(name).endsWith(suffix))) refuse(`${side}.name has no suffix`);
  if (String(name) !== String(name).toLowerCase()) refuse(`${side}.name has capitals`);
  return map(node['parameter'], `${side}.parameter`);
}

/** Keys that many plugins share, as what each is read. */
const SHARED: Readonly<Record<string, Kind>> = {
  username: 'text',
  password: 'text',
  where: 'text',
  customSql: 'text',
  splitPk: 'text',
  increColumn: 'text',
  startLocation: 'text',
  writeMode: 'text',
  mode: 'text',
  fileType: 'text',
  path: 'text',
  fieldDelimiter: 'text',
  encoding: 'text',
  topic: 'text',
  groupId: 'text',
  codec: 'text',
  fetchSize: 'integer',
  queryTimeOut: 'integer',
  batchSize: 'integer',
  flushIntervalMills: 'integer',
  pollingInterval: 'integer',
  polling: 'flag',
  useMaxFunc: 'flag',
  preSql: 'list',
  postSql: 'list',
  connection: 'list',
  column: 'list',
  hadoopConfig: 'map',
  consumerSettings: 'map',
  producerSettings: 'map',
};

function readParameters(parameter: Json, getters: boolean, side: string): void {
  const kinds = { ...SHARED, ...(getters ? { updateKey: 'map' } : { uniqueKey: 'list' }) } as Record<string, Kind>;
  for (const [key, value] of Object.entries(parameter)) {
    const kind = Object.hasOwn(kinds, key) ? kinds[key] : undefined;
    if (kind !== undefined) read(value, kind, getters, `${side}.${key}`);
  }
}

const isNumeric = (text: string): boolean => /^\s*-?\d+(?:\.\d+)?\s*$/.test(text);

/** One value: the getters of 1.11 know no flag and no text from other JSON; later versions convert both. */
function read(value: unknown, kind: Kind, getters: boolean, where: string): void {
  if (value === null || value === undefined) return;
  const fits: Readonly<Record<Kind, boolean>> = {
    text: typeof value === 'string' || (!getters && typeof value !== 'object'),
    flag: typeof value === 'boolean' || (!getters && typeof value === 'string'),
    number: typeof value === 'number' || (typeof value === 'string' && isNumeric(value)),
    integer:
      (typeof value === 'number' && (getters || Number.isInteger(value))) ||
      (typeof value === 'string' && isNumeric(value) && !value.includes('.')),
    list: Array.isArray(value),
    map: isMap(value),
  };
  if (!fits[kind]) refuse(`${where} is not read as ${kind}`);
  if (kind === 'integer' && Math.abs(Number(value)) > Number.MAX_SAFE_INTEGER * 1024) refuse(`${where} is too large`);
}

function readColumns(columns: unknown, getters: boolean, side: string): void {
  if (!Array.isArray(columns) || columns.length === 0) return;
  const [first] = columns as unknown[];
  for (const column of columns as unknown[]) {
    if (column === null) refuse(`${side}.column holds null`);
    if (isMap(first) !== isMap(column)) {
      // names first: later versions fail only when they ask the database
      if (getters || isMap(first)) refuse(`${side}.column is mixed`);
      continue;
    }
    if (!isMap(column)) continue;
    const { name, index, isPart } = column;
    if (isPart !== undefined && isPart !== null && typeof isPart !== 'boolean') refuse(`${side}.isPart is no flag`);
    if (getters && name === undefined && index === undefined) refuse(`${side}.column has no name`);
    if (!getters && index !== undefined && index !== null && !Number.isInteger(index))
      refuse(`${side}.index is no integer`);
  }
}

function readConnection(parameter: Json, getters: boolean, side: string): void {
  const { connection } = parameter;
  if (connection === undefined) return;
  const first = map(list(connection, `${side}.connection`)[0], `${side}.connection[0]`);
  if ('url' in first) return; // InfluxDB's, which has nothing of JDBC
  const { jdbcUrl, table, customSql } = { ...parameter, ...first };
  const asList = Array.isArray(jdbcUrl);
  if (side === 'reader' ? !asList : typeof jdbcUrl !== 'string' && !(getters && asList))
    refuse(`${side}.jdbcUrl is no ${side === 'reader' ? 'list' : 'text'}`);
  if (getters && asList && (jdbcUrl as unknown[]).length === 0) refuse(`${side}.jdbcUrl is empty`);
  if (!Array.isArray(table) && (getters || customSql === undefined || table !== undefined))
    refuse(`${side}.table is no list`);
}

function readSetting(setting: Json, columns: unknown, getters: boolean): void {
  const speed = setting['speed'];
  if (isMap(speed)) {
    for (const key of ['channel', 'readerChannel', 'writerChannel', 'bytes']) read(speed[key], 'integer', getters, key);
  }
  const limit = setting['errorLimit'];
  if (getters && limit !== undefined && limit !== null) {
    const { record, percentage } = map(limit, 'errorLimit');
    read(record, 'integer', getters, 'errorLimit.record');
    read(percentage, 'number', getters, 'errorLimit.percentage');
  }
  if (isMap(setting['restore'])) readRestore(setting['restore'], columns, getters);
}

function readRestore(restore: Json, columns: unknown, getters: boolean): void {
  for (const key of ['isRestore', 'isStream']) read(restore[key], 'flag', getters, key);
  read(restore['maxRowNumForCheckpoint'], 'integer', getters, 'maxRowNumForCheckpoint');
  const on = (key: string): boolean => String(restore[key]).toLowerCase() === 'true';
  if (!on('isRestore') || on('isStream')) return;
  const { restoreColumnName: name, restoreColumnIndex: index = -1 } = restore;
  if (!Array.isArray(columns)) return;
  const names = (columns as unknown[]).map((column) => (isMap(column) ? column['name'] : column));
  const isNamed = typeof name === 'string' && name !== '';
  if (isNamed && !names.includes(name)) refuse('restoreColumnName is no column');
  if (getters && !isNamed) refuse('restoreColumnName is missing');
  if (getters) return;
  if (Number(index) >= names.length) refuse('restoreColumnIndex is out of the list');
  if (!isNamed && Number(index) < 0) refuse('no column to restore by');
  if (isNamed && Number(index) >= 0 && names[Number(index)] !== name) refuse('restoreColumnIndex is another column');
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function map(value: unknown, where: string): Json {
  return isMap(value) ? value : refuse(`${where} is no object`);
}

function list(value: unknown, where: string): readonly unknown[] {
  return Array.isArray(value) && value.length > 0 ? (value as unknown[]) : refuse(`${where} is no list, or empty`);
}

function refuse(reason: string): never {
  throw new Refused(reason);
}
