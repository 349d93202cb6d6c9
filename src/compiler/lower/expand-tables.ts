import { say } from '../../message/index.ts';
import { readsSeveralTables, type SideSpec } from '../connector/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { MovementNode, PipelineNode } from '../ir/index.ts';
import type { PipelineDefinition } from '../syntax/index.ts';
import { child, type Location } from '../text/index.ts';
import { familyNames, memberNames } from './family-names.ts';
import { fillTable, TABLE_NAME, usesTable } from './fill-table.ts';
import { Report } from './lower-context.ts';

/** What becomes of one definition: itself, or a family with one pipeline for each table of its list. */
export interface ExpandedPipeline {
  readonly nodes: readonly PipelineNode[];
  /** Names of the family's members, on which others may depend as on the family; empty where it is none. */
  readonly members: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A list of more tables is one of shards, or of several definitions. */
const MOST_MEMBERS = 2_000;

/**
 * One pipeline for each table of a list, where a job of the engine reads one table. Where a job reads them
 * all (CDC, sharded databases), the list stays one pipeline. `side` is the source's connector on the engine;
 * without it there is nothing to know, and another finding says so.
 */
export function expandTables(
  node: PipelineNode | undefined,
  definition: PipelineDefinition,
  at: Location,
  side: SideSpec | undefined,
): ExpandedPipeline {
  const report = new Report();
  const written = definition.source?.table;
  if (!Array.isArray(written)) return { nodes: node ? [node] : [], members: [], diagnostics: [] };
  if (node?.work.kind !== 'movement' || side === undefined)
    return { nodes: node ? [node] : [], members: memberNames(definition.name, written), diagnostics: [] };
  const { work } = node;
  if (work.source.datasource?.shards !== undefined || readsSeveralTables(side)) {
    if (usesTable(work)) reportNoTable(definition, at, report);
    return { nodes: [node], members: [], diagnostics: report.diagnostics };
  }
  if (written.length > MOST_MEMBERS) {
    report.add('SL0330', child(at, 'source', 'table'), say`${written.length} tables would make as many pipelines`, {
      notes: [say`a list makes ${MOST_MEMBERS} at most`],
      help: say`name them under \`shards\` of the datasource, or split the list over several files`,
    });
    return { nodes: [], members: [], diagnostics: report.diagnostics };
  }
  const names = familyNames(definition.name, written, child(at, 'source', 'table'), report);
  reportOnePlace(work, at, report);
  const nodes = report.failed ? [] : names.map((name, index) => memberOf(node, work, name, index));
  return { nodes, members: [...new Set(names)], diagnostics: report.diagnostics };
}

function memberOf(family: PipelineNode, work: MovementNode, name: string, index: number): PipelineNode {
  const table = work.source.tables[index] ?? '';
  return {
    ...family,
    name,
    family: family.name,
    work: fillTable({ ...work, source: { ...work.source, tables: [table] } }, table),
    settings: fillTable(family.settings, table),
  };
}

/** All tables go to one place: rows may be added there, but what one member clears are the others' rows. */
function reportOnePlace({ source, sink }: MovementNode, at: Location, report: Report): void {
  if (source.tables.length < 2 || usesTable([sink.table, sink.path, sink.partition, sink.options])) return;
  const clearing = sink.preSql.findIndex((statement) => CLEARS.test(plainText(statement)) && !usesTable(statement));
  if (sink.mode !== 'overwrite' && clearing < 0) return;
  const place = sink.mode === 'overwrite' ? child(at, 'sink', 'mode') : child(at, 'sink', 'preSql', clearing);
  report.add('SL0310', place, say`each table would wipe what the others have written`, {
    notes: [say`all ${source.tables.length} tables go to one place, and each pipeline of the family empties it first`],
    help: say`give each its own with \`\${table}\`, as in \`table: ods_\${table}\`, or add rows with \`mode: append\` or \`upsert\``,
  });
}

const CLEARS = /^\s*(?:truncate|delete|drop)\b/i;

function plainText(statement: MovementNode['sink']['preSql'][number]): string {
  if (typeof statement === 'string') return statement;
  const [first] = statement.parts;
  return typeof first === 'string' ? first : '';
}

/** `${table}` where one job reads all tables: a row does not say which it came from. */
function reportNoTable(value: unknown, at: Location, report: Report): void {
  if (typeof value === 'string') {
    const start = value.search(TABLE_VALUE);
    if (start < 0) return;
    const within = { start, end: start + TABLE_NAME.length + 3 };
    report.add('SL0312', { ...at, within }, say`\`\${table}\` has no value here`, {
      notes: [say`one job reads all tables of the list on this engine, so there is not one table`],
      help: say`write one pipeline for each table, or leave \`\${table}\` out`,
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value))
      reportNoTable(item, child(at, Array.isArray(value) ? Number(key) : key), report);
  }
}

const TABLE_VALUE = /(?<!\$)\$\{table\}/;
