import { say } from '../../../message/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { SinkNode, SourceNode } from '../../ir/index.ts';
import type { EmitContext, LocalEmitter, TemplateMap } from '../../targets/index.ts';
import { datasourceOf } from '../../targets/index.ts';

export const local: LocalEmitter = { sourceConnection: connection, sinkConnection: connection };

/** `path`: the database file, relative to the project. */
function connection(node: SourceNode | SinkNode, context: EmitContext): TemplateMap {
  const { path, name, at } = datasourceOf(node);
  if (path === undefined) {
    context.report(
      makeDiagnostic('SL0203', at, say`datasource \`${name}\` has no \`path\``, {
        help: say`add \`path: data/warehouse.db\`, relative to the project`,
      }),
    );
  }
  return { path: path ?? '' };
}
