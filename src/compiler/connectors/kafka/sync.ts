import { say } from '../../../message/index.ts';
import { toTemplate } from '../../artefact/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { ConnectorSpec, PluginSpec } from '../../connector/index.ts';
import type { SinkNode, SourceNode } from '../../ir/index.ts';
import { alignColumns, isTemplateMap, movementOf, printPlugin } from '../../targets/index.ts';
import type { ChunjunEmitter, EmitContext, FlinkxPlugin } from '../../targets/index.ts';
import { child } from '../../text/index.ts';
import { refuseCredentials } from './client-properties.ts';

/** Both sides as their tables say, with a group, a codec and names of columns that no table can tell. */
export function kafkaEmitter(spec: ConnectorSpec, target: 'flinkx' | 'chunjun'): ChunjunEmitter {
  const reader = spec.source[target]?.plugin;
  const writer = spec.sink[target]?.plugin;
  return {
    ...(reader && { reader: (source, context) => kafkaReader(reader, source, context) }),
    ...(writer && { writer: (sink, context) => kafkaWriter(writer, sink, context) }),
  };
}

function kafkaReader(plugin: PluginSpec, source: SourceNode, context: EmitContext): FlinkxPlugin {
  refuseCredentials(source, context);
  const topics = source.tables.map((table) => toTemplate(table));
  // 1.16 takes a list, which is also all that it looks at for given offsets, and wants the one topic besides.
  const lists = 'topics' in plugin.parameters;
  const printed = printPlugin(plugin, lists ? { ...source, tables: source.tables.slice(0, 1) } : source, context);
  const { reader } = alignColumns(movementOf(context), context.pipeline);
  const { consumerSettings = {} } = printed.parameter;
  const parameter = {
    // Left out it would be "default" for everyone on 1.11, and another one at every start on 1.16.
    groupId: context.pipeline.name,
    codec: reader === '*' ? 'text' : 'json',
    ...printed.parameter,
    ...(lists && topics.length > 0 ? { topics } : {}),
    ...(startsEarlyAsGroup(plugin, source) && isTemplateMap(consumerSettings)
      ? { consumerSettings: { 'auto.offset.reset': 'earliest', ...consumerSettings } }
      : {}),
  };
  return { name: plugin.name, parameter };
}

/** True on 1.11, whose own word for the beginning means the end. */
function startsEarlyAsGroup({ parameters }: PluginSpec, { start }: SourceNode): boolean {
  return start?.point === 'earliest' && parameters['mode']?.words?.['earliest'] === 'group-offsets';
}

/** A message is a JSON object with the columns' names. */
function kafkaWriter(plugin: PluginSpec, sink: SinkNode, context: EmitContext): FlinkxPlugin {
  refuseCredentials(sink, context);
  const { writer } = alignColumns(movementOf(context), context.pipeline);
  if (writer === '*' && hasFields(context)) {
    context.report(
      makeDiagnostic('SL0203', child(sink.at, 'columns'), say`a Kafka sink needs the names of its columns`, {
        notes: [say`without them a message is \`{"message": "<the row as text>"}\``],
        help: say`list the columns of source or sink`,
      }),
    );
  }
  return printPlugin(plugin, sink, context);
}

/** A stream whose columns nobody lists gives each row as one map, which is written as it is; a table gives fields. */
function hasFields(context: EmitContext): boolean {
  const isStream = context.pipeline.schedule.schedule.kind === 'continuous';
  return !isStream || movementOf(context).source.incremental !== undefined;
}
