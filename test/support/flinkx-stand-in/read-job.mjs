import { JavaException } from './java-exception.mjs';

/**
 * Reads the job file as strictly as the real programs do, and no more: they accept almost anything.
 * Order and exceptions are those of the 1.11 parser and of the mysql plugin's constructors; `chunjun`
 * differs where 1.16 was seen to differ.
 */
export function readJob(text, generation) {
  const root = parseJson(text);
  const job = asMap(root?.job) ?? npe('com.dtstack.flinkx.config.JobConfig.<init>(JobConfig.java:42)');
  if (generation === 'flinkx') {
    if (!isMap(job.setting)) npe('com.dtstack.flinkx.config.SettingConfig.<init>(SettingConfig.java:62)');
    if (job.setting.errorLimit !== undefined && job.setting.errorLimit !== null) asMap(job.setting.errorLimit);
  }
  const content = asList(job.content);
  if (content === undefined || content.length === 0) {
    throw new JavaException('java.lang.IllegalArgumentException', 'Must specify at least one content element');
  }
  const { reader, writer } = content[0];
  const readerName = pluginName(reader, 'Must specify reader name', 'reader');
  const writerName = pluginName(writer, 'Must specify the writer name', 'writer');
  const setting = job.setting ?? {};
  const speed = setting.speed ?? {};
  const parsed = {
    channel: integer(speed.channel, 'channel', 1),
    errorLimit: generation === 'flinkx' ? errorLimit(setting.errorLimit) : undefined,
    reader: readReader(reader.parameter, generation),
    writer: readWriter(writer.parameter, generation),
  };
  for (const [name, suffix] of [
    [readerName, 'reader'],
    [writerName, 'writer'],
  ]) {
    if (name !== `mysql${suffix}`) {
      const plugin = name.slice(0, -suffix.length);
      const className = `com.dtstack.flinkx.${plugin}.${suffix}.${plugin[0]?.toUpperCase() ?? ''}${plugin.slice(1)}${suffix[0].toUpperCase()}${suffix.slice(1)}`;
      throw new JavaException('java.lang.RuntimeException', `java.lang.ClassNotFoundException: ${className}`, [
        ['java.lang.ClassNotFoundException', className],
      ]);
    }
  }
  if (parsed.channel > 1 && (parsed.reader.splitPk ?? '') === '') {
    throw new JavaException(
      'java.lang.IllegalArgumentException',
      'Must specify the split column when the channel is greater than 1',
    );
  }
  return parsed;
}

function parseJson(text) {
  // A number with an exponent is read as an integer by both parsers and fails there.
  const exponent = /[[:,\s](-?\d+(?:\.\d+)?[eE][+-]?\d+)/.exec(text.replace(/"(?:[^"\\]|\\.)*"/g, '""'));
  if (exponent !== null)
    throw new JavaException('java.lang.NumberFormatException', `For input string: "${exponent[1]}"`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new JavaException(
      'com.google.gson.JsonSyntaxException',
      `com.google.gson.stream.MalformedJsonException: ${error.message}`,
    );
  }
}

function pluginName(side, missing, suffix) {
  const name = asMap(side)?.name;
  if (name === undefined || name === null) throw new JavaException('java.lang.NullPointerException', missing);
  asString(name);
  if (!/(?:reader|writer)$/.test(name)) {
    throw new JavaException(
      'java.lang.RuntimeException',
      'java.lang.IllegalArgumentException: Plugin Name should end with reader, writer or database',
    );
  }
  if (!name.endsWith(suffix))
    throw new JavaException('java.lang.RuntimeException', `java.lang.NoSuchMethodException: ${name}`);
  return name;
}

function readReader(parameter, generation) {
  const p = asMap(parameter) ?? {};
  const connection = firstConnection(p);
  const jdbcUrl = first(asList(connection.jdbcUrl));
  const table = first(
    asList(connection.table) ??
      (p.customSql === undefined
        ? npe('com.dtstack.flinkx.rdb.datareader.JdbcDataReader.<init>(JdbcDataReader.java:75)')
        : [undefined]),
  );
  const column = columns(p.column);
  if (Array.isArray(p.column) && p.column.length === 0)
    throw new JavaException('java.lang.RuntimeException', "source columns can't be null or empty");
  if (generation === 'flinkx')
    for (const name of ['password', 'username', 'where', 'splitPk', 'startLocation', 'customSql']) asString(p[name]);
  if (generation === 'flinkx') for (const name of ['polling', 'useMaxFunc']) boolean(p[name], name);
  if ((p.increColumn ?? '') !== '') {
    const found = column.find((each) => each.name === p.increColumn) ?? column[Number(p.increColumn)];
    if (found?.type === undefined)
      throw new JavaException(
        'java.lang.IllegalArgumentException',
        `config error : increColumn's name or type is null, column = ${JSON.stringify(p.column)}`,
      );
  }
  return { ...p, jdbcUrl, table, column };
}

function readWriter(parameter, generation) {
  const p = asMap(parameter) ?? {};
  const connection = firstConnection(p);
  const url = connection.jdbcUrl;
  if (Array.isArray(url) && generation === 'chunjun') classCast('java.util.ArrayList', 'java.lang.String');
  const table = first(asList(connection.table));
  for (const name of ['preSql', 'postSql']) if (p[name] !== undefined) asList(p[name]);
  if (generation === 'flinkx') {
    for (const name of ['password', 'username', 'writeMode']) asString(p[name]);
    if (p.updateKey !== undefined && p.updateKey !== null) asMap(p.updateKey);
  }
  const mode = generation === 'flinkx' ? p.writeMode : (p.mode ?? p.writeMode ?? 'insert');
  return { ...p, mode, jdbcUrl: Array.isArray(url) ? first(url) : url, table, column: columns(p.column) };
}

/** `["*"]` and a missing list mean every column: an empty list here. */
function columns(column) {
  const list = asList(column);
  if (list === undefined || list.length === 0) return [];
  if (typeof list[0] === 'string') {
    const mixed = list.find((each) => typeof each !== 'string');
    if (mixed !== undefined) classCast('com.google.gson.internal.LinkedTreeMap', 'java.lang.String');
    return list[0] === '*' ? [] : list.map((name) => ({ name }));
  }
  return list.map((each) => {
    if (each === null) throw new JavaException('java.lang.IllegalArgumentException', 'column argument error');
    if (typeof each === 'string') classCast('java.lang.String', 'java.util.Map');
    if (each.name === undefined && each.value === undefined)
      throw new JavaException('java.lang.RuntimeException', "can't determine source column name");
    if (each.isPart !== undefined && typeof each.isPart !== 'boolean')
      classCast('java.lang.String', 'java.lang.Boolean');
    return each;
  });
}

/** Of 1.11: no object = nothing may fail; without `record` or with -1 no limit. */
function errorLimit(limit) {
  if (limit === undefined || limit === null) return { record: 0 };
  const record = integer(limit.record, 'record', -1);
  return { record: record < 0 ? Number.POSITIVE_INFINITY : record };
}

function firstConnection(p) {
  return asMap(first(asList(p.connection) ?? [])) ?? {};
}

function first(list) {
  if (list === undefined || list.length === 0)
    throw new JavaException('java.lang.IndexOutOfBoundsException', 'Index: 0, Size: 0');
  return list[0];
}

function integer(value, name, fallback) {
  if (value === undefined || value === null) return fallback;
  if (typeof value === 'number') return Math.trunc(value);
  if (typeof value !== 'string')
    throw new JavaException('java.lang.RuntimeException', `cant't ${name} from java.lang.Boolean to int`);
  if (!/^-?\d+$/.test(value))
    throw new JavaException('java.lang.NumberFormatException', `For input string: "${value}"`);
  return Number(value);
}

function boolean(value, name) {
  if (value === undefined || value === null || typeof value === 'boolean') return;
  throw new JavaException('java.lang.RuntimeException', `cant't ${name} from ${javaClass(value)} to boolean`);
}

function asString(value) {
  if (value !== undefined && value !== null && typeof value !== 'string')
    classCast(javaClass(value), 'java.lang.String');
  return value;
}

function asList(value) {
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) ? value : classCast(javaClass(value), 'java.util.List');
}

function asMap(value) {
  if (value === undefined || value === null) return undefined;
  return isMap(value) ? value : classCast(javaClass(value), 'java.util.Map');
}

function isMap(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function javaClass(value) {
  if (Array.isArray(value)) return 'java.util.ArrayList';
  return (
    { string: 'java.lang.String', number: 'java.lang.Integer', boolean: 'java.lang.Boolean' }[typeof value] ??
    'java.util.HashMap'
  );
}

function classCast(from, to) {
  throw new JavaException('java.lang.ClassCastException', `${from} cannot be cast to ${to}`);
}

function npe(where) {
  throw new JavaException('java.lang.NullPointerException', '', [['java.lang.NullPointerException', `at ${where}`]]);
}
