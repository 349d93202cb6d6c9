import type { OptionSpec } from '../../connector/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { SinkNode, SourceNode } from '../../ir/index.ts';
import {
  alignColumns,
  columnTemplates,
  movementOf,
  optionTemplates,
  plainTypeWord,
  syncDialect,
} from '../../targets/index.ts';
import type { EmitContext, FlinkxPlugin, TemplateMap, TypeWord } from '../../targets/index.ts';
import { child } from '../../text/index.ts';

type Options = Readonly<Record<string, OptionSpec>>;

/** Prints a stream reader: it makes rows of exactly the columns that it is told. */
export function streamReader(options: Options, source: SourceNode, context: EmitContext): FlinkxPlugin {
  const { reader } = alignColumns(movementOf(context), context.pipeline.settings);
  if (reader === '*') {
    context.report(
      makeDiagnostic('SL0510', child(source.at, 'columns'), 'a source that makes rows up needs columns with types', {
        help: 'list the columns as `name type`; `nativeType: id` counts up',
      }),
    );
  }
  const column = columnTemplates(reader, typeWord(context));
  return { name: 'streamreader', parameter: { column, ...ownOptions(options, source, context) } };
}

/** Prints a stream writer. It takes rows as they come; ChunJun alone reads its columns. */
export function streamWriter(options: Options, sink: SinkNode, context: EmitContext): FlinkxPlugin {
  const { writer } = alignColumns(movementOf(context), context.pipeline.settings);
  const withColumns = context.pipeline.engine.type === 'chunjun' && writer !== '*';
  const column = withColumns ? { column: columnTemplates(writer, typeWord(context)) } : {};
  return { name: 'streamwriter', parameter: { ...column, ...ownOptions(options, sink, context) } };
}

function ownOptions(options: Options, node: SourceNode | SinkNode, context: EmitContext): TemplateMap {
  return optionTemplates(node.options, options, context, child(node.at, 'options'));
}

function typeWord(context: EmitContext): TypeWord {
  const { typePrecision } = syncDialect(context);
  return (type) => plainTypeWord(type, typePrecision);
}
