import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { SinkNode, SourceNode } from '../../ir/index.ts';
import type { EmitContext, LocalEmitter, TemplateMap } from '../../targets/index.ts';
import { child } from '../../text/index.ts';

/** One row more cannot be put at the end of such a file. */
const CLOSED_FORMATS: readonly (string | undefined)[] = ['json', 'parquet'];

export const local: LocalEmitter = {
  sourceConnection(source, context) {
    requireFormat(source, context);
    return folder(source);
  },
  sinkConnection(sink, context) {
    requireFormat(sink, context);
    if (sink.mode === 'append' && CLOSED_FORMATS.includes(sink.file?.type)) {
      context.report(
        makeDiagnostic('SL0606', child(sink.at, 'mode'), `a ${sink.file?.type ?? ''} file cannot be appended to`, {
          help: 'use `mode: overwrite`, or a csv or jsonl file',
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
    makeDiagnostic('SL0203', child(node.at, 'path'), 'the file’s format is not known from its name', {
      help: 'add `file: { type: csv }`: csv, json, jsonl or parquet',
    }),
  );
}
