import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { jobFailure } from './java-exception.mjs';

const NOTHING_SEEN = -2147483648n;

/** Moves the rows of a job from MySQL to MySQL; returns the counters of the result table. */
export async function moveRows(job, { generation, dirtyLimit, log }) {
  const counters = { numRead: 0, numWrite: 0, nErrors: 0, byteRead: 0, byteWrite: 0 };
  const source = await open(job.reader, 'reader');
  try {
    const sink = await open(job.writer, 'writer');
    try {
      const position = await positionOf(job.reader, source);
      const names = job.writer.column.map((column) => column.name);
      await checkColumns(sink, job.writer.table, names);
      await runAll(sink, job.writer.preSql);
      for (let channel = 0; channel < Math.max(1, job.channel); channel++) {
        const statement = await selectStatement(job.reader, source, position, channel, job.channel);
        log(`exec sql: ${statement.sql}`);
        const rows = await query(source, statement);
        await writeRows(job, sink, names, rows, counters, { generation, dirtyLimit });
        position?.see(rows);
      }
      await runAll(sink, job.writer.postSql);
      return { ...counters, ...position?.counters() };
    } finally {
      await sink.end();
    }
  } finally {
    await source.end();
  }
}

async function open(side, what) {
  const url = new URL(side.jdbcUrl.replace(/^jdbc:/, ''));
  try {
    return await createConnection({
      host: url.hostname,
      port: Number(url.port || 3306),
      database: url.pathname.slice(1),
      user: side.username,
      password: side.password,
      supportBigNumbers: true,
      bigNumberStrings: true,
      dateStrings: true,
      charset: 'utf8mb4',
    });
  } catch (error) {
    throw jobFailure('java.sql.SQLException', `${error.message} (${what})`);
  }
}

/** The real writer reads the table's metadata when it opens: a missing table or column fails there, not row by row. */
async function checkColumns(connection, table, names) {
  const list = names.length === 0 ? '*' : names.map((name) => connection.escapeId(name)).join(',');
  await query(connection, { sql: `SELECT ${list} FROM ${connection.escapeId(table)} WHERE 1 = 2` });
}

async function query(connection, { sql, values }) {
  try {
    const [rows, fields] = await connection.query({ sql, rowsAsArray: true }, values);
    return { rows, names: fields.map((field) => field.name) };
  } catch (error) {
    throw jobFailure('java.sql.SQLSyntaxErrorException', error.message);
  }
}

async function runAll(connection, statements = []) {
  for (const sql of statements) {
    try {
      await connection.query(sql);
    } catch (error) {
      throw jobFailure('java.sql.SQLException', error.message);
    }
  }
}

async function selectStatement(reader, connection, position, channel, channels) {
  const values = [];
  const list = reader.column.map((column) => {
    if (column.value === undefined) return connection.escapeId(column.name);
    values.push(String(column.value));
    return `? AS ${connection.escapeId(column.name ?? 'value')}`;
  });
  const conditions = [];
  if ((reader.where ?? '') !== '') conditions.push(`(${reader.where})`);
  if (channels > 1) conditions.push(`MOD(${connection.escapeId(reader.splitPk)}, ${channels}) = ${channel}`);
  if (position?.startText !== undefined) {
    conditions.push(`${connection.escapeId(position.column)} > ?`);
    values.push(position.startText);
  }
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return {
    sql: `SELECT ${list.length === 0 ? '*' : list.join(',')} FROM ${connection.escapeId(reader.table)}${where}`,
    values,
  };
}

/** The incremental position: numbers as they are, times as epoch milliseconds; echoed when nothing was read. */
async function positionOf(reader) {
  if ((reader.increColumn ?? '') === '') return undefined;
  const column =
    reader.column.find((each) => each.name === reader.increColumn) ?? reader.column[Number(reader.increColumn)];
  const isTime = /^(?:date|time|datetime|timestamp)/i.test(column.type);
  const given = reader.startLocation ?? '';
  if (given !== '' && !/^-?\d+$/.test(given))
    throw jobFailure('java.lang.NumberFormatException', `For input string: "${given}"`);
  const start = given === '' ? NOTHING_SEEN : BigInt(given);
  let end = start;
  return {
    column: column.name,
    startText: start === NOTHING_SEEN ? undefined : isTime ? localTime(Number(start)) : String(start),
    see({ rows, names }) {
      const at = names.indexOf(column.name);
      for (const row of rows) {
        const text = String(row[at]);
        if (!isTime && !/^-?\d+$/.test(text))
          throw jobFailure('java.lang.NumberFormatException', `For input string: "${text}"`);
        const value = isTime ? BigInt(new Date(text.replace(' ', 'T')).getTime()) : BigInt(text);
        if (value > end) end = value;
      }
    },
    counters: () => ({ startLocation: start, endLocation: end }),
  };
}

function localTime(ms) {
  const d = new Date(ms);
  return `${d.getFullYear()}-${pad(d.getMonth() + 1)}-${pad(d.getDate())} ${pad(d.getHours())}:${pad(d.getMinutes())}:${pad(d.getSeconds())}.${pad(d.getMilliseconds(), 3)}`;
}

async function writeRows(job, sink, names, { rows, names: read }, counters, how) {
  const verb = { insert: 'INSERT', replace: 'REPLACE', update: 'INSERT' }[job.writer.mode];
  if (verb === undefined)
    throw jobFailure('java.lang.IllegalArgumentException', `Unknown write mode:${job.writer.mode}`);
  const into = (names.length === 0 ? read : names).map((name) => sink.escapeId(name));
  const update =
    job.writer.mode === 'update'
      ? ` ON DUPLICATE KEY UPDATE ${into.map((name) => `${name}=VALUES(${name})`).join(',')}`
      : '';
  const sql = `${verb} INTO ${sink.escapeId(job.writer.table)} (${into.join(',')}) VALUES ?${update}`;
  const size = Number(process.env.FLINKX_STAND_IN_BATCH ?? job.writer.batchSize ?? 1024) || 1024;
  for (let from = 0; from < rows.length; from += size) {
    const batch = rows.slice(from, from + size);
    counters.numRead += batch.length;
    const bytes = batch.reduce((sum, row) => sum + row.join('').length, 0);
    counters.byteRead += bytes;
    counters.byteWrite += bytes;
    try {
      await sink.query(sql, [batch]);
      counters.numWrite += batch.length;
    } catch {
      await writeOneByOne(job, sink, sql, batch, counters, how);
    }
    await sleep(Number(process.env.FLINKX_STAND_IN_BATCH_DELAY_MS ?? 0));
  }
}

async function writeOneByOne(job, sink, sql, batch, counters, { generation, dirtyLimit }) {
  for (const row of batch) {
    try {
      await sink.query(sql, [[row]]);
      counters.numWrite += 1;
    } catch (error) {
      counters.nErrors += 1;
      if (generation === 'flinkx') {
        counters.numWrite += 1;
        if (counters.nErrors > job.errorLimit.record) {
          throw jobFailure(
            'com.dtstack.flinkx.exception.WriteRecordException',
            `WritingRecordError: error writing record [${counters.nErrors}] exceed limit [${job.errorLimit.record}]\n${row.join(',')} ${error.message}`,
          );
        }
      } else if (dirtyLimit >= 0 && counters.nErrors >= Math.max(1, dirtyLimit)) {
        throw jobFailure(
          'com.dtstack.chunjun.throwable.NoRestartException',
          `The dirty consumer shutdown, due to the consumed count exceed the max-consumed [${dirtyLimit}]`,
        );
      }
    }
  }
}

function pad(value, width = 2) {
  return String(value).padStart(width, '0');
}
