import { say } from '../../../message/index.ts';
import type { Template } from '../../artefact/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import { child } from '../../text/index.ts';
import { movementOf } from '../movement-of.ts';
import { alignColumns } from './align-columns.ts';
import type { PluginUse } from './plugin-use.ts';
import { typeWord } from './type-word.ts';

/**
 * The sink's columns under its table's name, each `{ key, type, comment }`: what the Hive writers create and
 * fill tables by, on both generations with the digits of a decimal. Undefined without a table; reports a table that is not known before the run, and columns
 * or types that are missing, because the engine writes `null` for them into its `CREATE TABLE`.
 */
export function tableColumns(use: PluginUse): Template | undefined {
  const { node, plugin, context } = use;
  if (node.kind === 'source' || node.table === undefined) return undefined;
  const tableAt = child(node.at, 'table');
  if (typeof node.table !== 'string') {
    context.report(
      makeDiagnostic('SL0403', tableAt, say`run-time values are not filled in \`table\` of \`${node.connector}\``, {
        notes: [say`\`${plugin.name}\` reads the tables and their columns as JSON in a text`],
        help: say`write the name itself; the day goes into the partition`,
      }),
    );
    return {}; // reported, so never run
  }
  const { writer } = alignColumns(movementOf(context), context.pipeline);
  if (writer === '*') {
    context.report(
      makeDiagnostic('SL0203', { ...node.at, part: 'key' }, say`a sink of \`${node.connector}\` needs the columns`, {
        notes: [say`\`${plugin.name}\` creates and fills the table by them`],
        help: say`list \`columns\` with their types, here or in the source`,
      }),
    );
    return {}; // reported, so never run
  }
  const words = plugin.typeWords ?? 'plain';
  return {
    [node.table]: writer.map(({ name, type: written, nativeType, tableType, comment, at }): Template => {
      const type = written ?? tableType;
      if (written === undefined && nativeType === undefined && tableType !== undefined)
        context.takeTableType?.(node.kind, name);
      const word = nativeType ?? (type && typeWord(words, type, true));
      if (word === undefined)
        context.report(
          type !== undefined
            ? makeDiagnostic(
                'SL0611',
                child(at, 'type'),
                say`\`${plugin.name}\` takes no column of type \`${type.name}\``,
                {
                  help: say`give it as a \`string\`, or name a type of the store under \`nativeType\``,
                },
              )
            : makeDiagnostic('SL0510', at, say`\`${plugin.name}\` needs the type of column \`${name}\``, {
                notes: [say`without it the plugin does not start`],
                help: say`write \`${name} string\`, or the type that it has`,
              }),
        );
      return { key: name, type: word ?? 'string', ...(comment === undefined ? {} : { comment }) };
    }),
  };
}
