import { say } from '../../../message/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { SinkNode, SourceNode } from '../../ir/index.ts';
import type { EmitContext, LocalEmitter, TemplateMap } from '../../targets/index.ts';
import { child } from '../../text/index.ts';

export const local: LocalEmitter = {
  sourceConnection(source, context) {
    requireFormat(source, context);
    if (source.otherPaths !== undefined) {
      context.report(
        makeDiagnostic('SL0603', child(source.at, 'path'), say`\`local\` reads one path at a time`, {
          help: say`make one pipeline for each; a TypeScript definition can do it in a loop`,
        }),
      );
    }
    return folder(source);
  },
  sinkConnection(sink, context) {
    requireFormat(sink, context);
    if (sink.mode === 'append' && sink.file?.type === 'parquet') {
      context.report(
        makeDiagnostic('SL0606', child(sink.at, 'mode'), say`a Parquet file cannot be appended to`, {
          notes: [say`its index stands at its end and is written once`],
          help: say`use \`mode: overwrite\`, or a path with a run-time value, one file a run`,
        }),
      );
    }
    return folder(sink);
  },
};

/** `path`: the folder that paths are relative to; without a datasource, the project. */
function folder(node: SourceNode | SinkNode): TemplateMap {
  return node.datasource?.path === undefined ? {} : { path: node.datasource.path };
}

function requireFormat(node: SourceNode | SinkNode, context: EmitContext): void {
  if (node.file !== undefined) return;
  context.report(
    makeDiagnostic('SL0203', child(node.at, 'path'), say`the file’s format is not known from its name`, {
      help: say`add \`file: { type: csv }\`: csv, json, jsonl or parquet`,
    }),
  );
}
