import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic, endWord } from '../../compiler/diagnostics/index.ts';
import { isJsonMap } from '../sync-job/json-map.ts';
import type { DataxEnd } from './import-datax-job.ts';

/** What would move other rows if it were left out: several databases, several target tables, transformers. */
export function refuseUnsayable(root: unknown, reader: DataxEnd, writer: DataxEnd, file: string): Diagnostic[] {
  return [
    ...severalConnections(reader, 'reader', file),
    ...severalConnections(writer, 'writer', file),
    ...severalQueries(reader, file),
    ...severalTargets(writer, file),
    ...transformers(root, file),
  ];
}

function severalConnections({ end }: DataxEnd, key: 'reader' | 'writer', file: string): Diagnostic[] {
  const connections = end.parameter['connection'];
  if (!Array.isArray(connections) || connections.length < 2) return [];
  const path = ['job', 'content', 0, key, 'parameter', 'connection', 1];
  return [
    makeDiagnostic(
      'SL0925',
      { file, path, part: 'value' },
      say`the ${endWord(key === 'reader' ? 'source' : 'sink')} has ${connections.length} databases`,
      {
        notes: [say`DataX moves the rows of all of them; a pipeline has one datasource on each side`],
        help: say`make one job for each database, or one datasource with \`shards\` and a pipeline by hand`,
      },
    ),
  ];
}

function severalQueries({ context, end }: DataxEnd, file: string): Diagnostic[] {
  const [connection] = Array.isArray(end.parameter['connection']) ? end.parameter['connection'] : [];
  const queries: unknown = isJsonMap(connection) ? connection['querySql'] : undefined;
  if (context.role !== 'source' || !Array.isArray(queries) || queries.length < 2) return [];
  const path = ['job', 'content', 0, 'reader', 'parameter', 'connection', 0, 'querySql', 1];
  return [
    makeDiagnostic('SL0925', { file, path, part: 'value' }, say`the reader has ${queries.length} queries`, {
      notes: [say`DataX runs all of them; a source has one \`query\``],
      help: say`make one job for each, or join them with UNION ALL`,
    }),
  ];
}

function severalTargets({ end }: DataxEnd, file: string): Diagnostic[] {
  const [connection] = Array.isArray(end.parameter['connection']) ? end.parameter['connection'] : [];
  const tables: unknown = isJsonMap(connection) ? connection['table'] : undefined;
  if (!Array.isArray(tables) || tables.length < 2) return [];
  const path = ['job', 'content', 0, 'writer', 'parameter', 'connection', 0, 'table', 1];
  return [
    makeDiagnostic('SL0925', { file, path, part: 'value' }, say`the writer has ${tables.length} tables`, {
      notes: [say`DataX deals the rows out among them; a sink has one table`],
      help: say`make one job for each table`,
    }),
  ];
}

function transformers(root: unknown, file: string): Diagnostic[] {
  const job = isJsonMap(root) ? root['job'] : undefined;
  const content: unknown = isJsonMap(job) && Array.isArray(job['content']) ? job['content'][0] : undefined;
  const list = isJsonMap(content) ? content['transformer'] : undefined;
  if (!Array.isArray(list) || list.length === 0) return [];
  const path = ['job', 'content', 0, 'transformer'];
  return [
    makeDiagnostic('SL0925', { file, path, part: 'value' }, say`the job changes rows on their way (\`transformer\`)`, {
      notes: [say`without it other rows would be written`],
      help: say`say it in SQL: a \`query\` in the source, or \`transform: { sql }\` on an engine that runs it; then import without it`,
    }),
  ];
}
