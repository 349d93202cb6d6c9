import type { PipelineDefinition } from '../../compiler/syntax/index.ts';
import type { EndDraft } from './end-draft.ts';
import { isJsonMap, type JsonMap } from './json-map.ts';

/**
 * ChunJun's SQL between reader and writer; the source has one name here. ChunJun hands the columns of the SQL
 * to the writer by their place, Sluice takes them by name: where the SQL does not plainly give them the
 * writer's names, they get them around it.
 */
export function readTransform(content: JsonMap, written: EndDraft['columns']): Pick<PipelineDefinition, 'transform'> {
  const given = mapOf(content['transformer'])['transformSql'];
  if (typeof given !== 'string' || given.trim() === '') return {};
  const table = mapOf(mapOf(content['reader'])['table'])['tableName'];
  const isNamed = typeof table === 'string' && /^\w+$/.test(table);
  const sql = isNamed ? given.replaceAll(new RegExp(`\\b${table}\\b`, 'g'), 'source') : given;
  if (written === undefined || written === '*') return { transform: { sql } };
  const names = written.map(({ name }) => name ?? '');
  const said = selectedNames(sql);
  if (names.length === said?.length && names.every((name, index) => name === said[index]))
    return { transform: { sql } };
  const listed = names.map((name) => `\`${name.replaceAll('`', '``')}\``).join(', ');
  return { transform: { sql: `SELECT * FROM (\n${sql}\n) AS result_rows(${listed})` } };
}

/** Names of the columns of a plain `SELECT a, b.c, f(x) AS d FROM …`; undefined where they do not stand there. */
function selectedNames(sql: string): readonly string[] | undefined {
  const list = /^\s*select\s+([^()]*?)\s+from\s/i.exec(sql)?.[1];
  if (list === undefined || /'[^']*,[^']*'/.test(list)) return undefined;
  const names = list.split(',').map((item) => /(?:^|[\s.])`?(\w+)`?\s*$/.exec(item)?.[1] ?? '');
  return names.includes('') ? undefined : names;
}

function mapOf(value: unknown): JsonMap {
  return isJsonMap(value) ? value : {};
}
