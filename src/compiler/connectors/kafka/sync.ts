import { join, toTemplate, type TextOrTemplate } from '../../artefact/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { OptionSpec } from '../../connector/index.ts';
import type { SinkNode, SourceNode } from '../../ir/index.ts';
import {
  alignColumns,
  columnTemplates,
  movementOf,
  optionTemplates,
  plainTypeWord,
  syncDialect,
} from '../../targets/index.ts';
import type { EmitContext, FlinkxPlugin, TemplateMap } from '../../targets/index.ts';
import { child } from '../../text/index.ts';
import { clientProperties, requireContinuous } from './client-properties.ts';

type Options = Readonly<Record<string, OptionSpec>>;

/** Prints a Kafka reader. How several topics are named is the version's own way. */
export function kafkaReader(
  options: Options,
  topics: (names: readonly TextOrTemplate[]) => TemplateMap,
  source: SourceNode,
  context: EmitContext,
): FlinkxPlugin {
  requireContinuous(source, context);
  const { typePrecision } = syncDialect(context);
  const { reader } = alignColumns(movementOf(context), context.pipeline.settings);
  const { consumerSettings, ...own } = optionTemplates(source.options, options, context, child(source.at, 'options'));
  const column =
    reader === '*' ? {} : { column: columnTemplates(reader, (type) => plainTypeWord(type, typePrecision)) };
  const parameter = {
    ...topics(source.tables.map((table) => toTemplate(table))),
    // Left out it would be "default" for everyone on 1.11, and another one at every start on 1.16.
    groupId: context.pipeline.name,
    codec: reader === '*' ? 'text' : 'json',
    ...column,
    ...own,
    consumerSettings: { ...clientProperties(source, context), ...membersOf(consumerSettings) },
  };
  return { name: 'kafkareader', parameter };
}

/** Prints a Kafka writer: a message is a JSON object with the columns' names. */
export function kafkaWriter(options: Options, sink: SinkNode, context: EmitContext): FlinkxPlugin {
  const { writer } = alignColumns(movementOf(context), context.pipeline.settings);
  if (writer === '*') {
    context.report(
      makeDiagnostic('SL0203', child(sink.at, 'columns'), 'a Kafka sink needs the names of its columns', {
        notes: ['without them a message is `{"message": "<the row as text>"}`'],
        help: 'list the columns of source or sink',
      }),
    );
  }
  const { producerSettings, ...own } = optionTemplates(sink.options, options, context, child(sink.at, 'options'));
  const parameter = {
    topic: toTemplate(sink.table ?? ''),
    tableFields: writer === '*' ? [] : writer.map(({ name }) => name),
    ...own,
    producerSettings: { ...clientProperties(sink, context), ...membersOf(producerSettings) },
  };
  return { name: 'kafkawriter', parameter };
}

/** FlinkX 1.11 takes several topics in one text. */
export function topicText(names: readonly TextOrTemplate[]): TemplateMap {
  return { topic: join(names, ',') };
}

/** ChunJun 1.16 takes a list, which is also all that it looks at for given offsets. */
export function topicList(names: readonly TextOrTemplate[]): TemplateMap {
  return { topic: names[0] ?? '', topics: names };
}

/** A `text-map` option, which has been checked to be a map. */
function membersOf(template: TemplateMap[string] | undefined): TemplateMap {
  return template === undefined ? {} : (template as TemplateMap);
}
