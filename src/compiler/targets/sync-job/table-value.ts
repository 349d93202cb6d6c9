import { say } from '../../../message/index.ts';
import type { Template } from '../../artefact/index.ts';
import type { ParameterSpec } from '../../connector/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { SourceNode } from '../../ir/index.ts';
import type { Text } from '../../../time/index.ts';
import { child } from '../../text/index.ts';
import { textsAs, type PluginUse } from './plugin-use.ts';

/** The tables of a source or sink, or the pattern in their place where each name is a pattern anyway. */
export function tablesAs(spec: ParameterSpec, use: PluginUse): Template | undefined {
  const { node } = use;
  if (node.kind === 'sink') return textsAs(node.table === undefined ? [] : [node.table], spec, use);
  if (spec.patterns === true && node.tableMatch !== undefined) {
    const pattern = tableMatchAs(spec, use);
    return spec.type === 'string' ? pattern : pattern && [pattern];
  }
  return textsAs(
    node.tables.map((table) => qualifiedName(table, spec, use)),
    spec,
    use,
  );
}

/**
 * The pattern of a source's tables. Where the engine matches names with their database in front, one that
 * has no `\.` gets it; where it splits the text at commas, a comma in the pattern is reported.
 */
export function tableMatchAs(spec: ParameterSpec, { node, context }: PluginUse): string | undefined {
  const { tableMatch, datasource, at } = node as SourceNode; // a sink has no pattern, so none of its plugins carries one
  if (tableMatch === undefined) return undefined;
  if (tableMatch.includes(',') && spec.separator !== undefined)
    context.report(
      makeDiagnostic('SL0204', child(at, 'table', 'match'), say`\`,\` ends a pattern here`, {
        notes: [say`the engine takes what is before and after it as two patterns`],
        help: say`write the pattern without \`,\`, as in \`order_(us|eu)\` or \`order_[0-9][0-9]\``,
      }),
    );
  if (spec.qualified !== true || tableMatch.includes('\\.')) return tableMatch;
  if (datasource?.database !== undefined) return `${datasource.database}\\.${grouped(tableMatch)}`;
  context.report(
    makeDiagnostic('SL0204', child(at, 'table', 'match'), say`the engine matches names with their database in front`, {
      notes: [say`\`${tableMatch}\` would match none`],
      help: say`write \`shop\\.${tableMatch}\`, or give the datasource its \`database\``,
    }),
  );
  return tableMatch;
}

/** Alternatives would end at the database's name. */
function grouped(pattern: string): string {
  return pattern.includes('|') ? `(${pattern})` : pattern;
}

function qualifiedName(table: Text, spec: ParameterSpec, { node }: PluginUse): Text {
  const database = node.datasource?.database;
  if (spec.qualified !== true || database === undefined) return table;
  if (typeof table === 'string') return table.includes('.') ? table : `${database}.${table}`;
  const isQualified = table.parts.some((part) => typeof part === 'string' && part.includes('.'));
  return isQualified ? table : { ...table, parts: [`${database}.`, ...table.parts] };
}
