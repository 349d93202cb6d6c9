import { say } from '../../../message/index.ts';
import { join, toTemplate } from '../../artefact/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { SinkNode, SourceNode, StartNode } from '../../ir/index.ts';
import {
  declareSinkColumns,
  declareSourceColumns,
  offsetsText,
  optionTemplates,
  sinkParallelism,
} from '../../targets/index.ts';
import type { EmitContext, FlinkSqlEmitter, TemplateMap } from '../../targets/index.ts';
import { child } from '../../text/index.ts';
import { clientProperties } from './client-properties.ts';

export const flinkSql: FlinkSqlEmitter = {
  source(source, context) {
    const topics = source.tables.map((table) => toTemplate(table));
    return {
      columns: declareSourceColumns(source, context),
      primaryKey: [],
      options: {
        connector: 'kafka',
        topic: join(topics, ';'),
        format: 'json',
        ...start(source, context),
        ...own(source, context),
      },
    };
  },
  sink(sink, context) {
    const isUpsert = sink.mode === 'upsert';
    const { format = 'json', ...options } = own(sink, context);
    return {
      columns: declareSinkColumns(sink, context),
      primaryKey: isUpsert ? sink.key : [],
      options: {
        connector: isUpsert ? 'upsert-kafka' : 'kafka',
        topic: toTemplate(sink.table ?? ''),
        ...(isUpsert ? { 'key.format': 'json', 'value.format': format } : { format }),
        ...sinkParallelism(context),
        ...options,
      },
    };
  },
};

/**
 * A stream begins where its group stands, at first at the beginning. A batch keeps no position between
 * runs, so the author must say where it begins; it ends at what is there when it starts.
 */
function start(source: SourceNode, context: EmitContext): TemplateMap {
  const group = { 'properties.group.id': context.pipeline.name };
  const begin = source.start && startupOptions(source.start, context);
  if (context.pipeline.schedule.schedule.kind === 'continuous') {
    const asGroup = { 'scan.startup.mode': 'group-offsets', 'properties.auto.offset.reset': 'earliest' };
    return { ...group, ...(begin ?? asGroup) };
  }
  if (begin === undefined) {
    context.report(
      makeDiagnostic('SL0610', source.at, say`a batch read of Kafka does not know where to begin`, {
        notes: [say`Flink keeps no position from one batch job to the next`],
        help: say`add \`start: earliest\`, or make the pipeline \`schedule: continuous\``,
      }),
    );
  }
  return { ...group, ...begin, 'scan.bounded.mode': 'latest-offset' };
}

/** Where the author begins, in the words of Flink's `kafka` connector. */
function startupOptions(begin: StartNode, context: EmitContext): TemplateMap {
  switch (begin.point) {
    case 'earliest':
      return { 'scan.startup.mode': 'earliest-offset' };
    case 'latest':
    case 'now':
      return { 'scan.startup.mode': 'latest-offset' };
    case 'committed':
      return { 'scan.startup.mode': 'group-offsets', 'properties.auto.offset.reset': 'earliest' };
    case 'time':
      return { 'scan.startup.mode': 'timestamp', 'scan.startup.timestamp-millis': String(begin.timeMs ?? 0) };
    case 'offsets':
      return {
        'scan.startup.mode': 'specific-offsets',
        'scan.startup.specific-offsets': offsetsText(begin.offsets ?? {}),
      };
    default:
      context.report(
        makeDiagnostic('SL0204', begin.at, say`Kafka cannot begin at \`${begin.point}\``, {
          help: say`it can begin at \`earliest\`, \`latest\`, \`now\`, \`committed\`, \`time\` or \`offsets\``,
        }),
      );
      return {};
  }
}

/** The client's properties and the author's options, properties as Flink's flat keys. */
function own(node: SourceNode | SinkNode, context: EmitContext): TemplateMap {
  const options = optionTemplates(node.options, PROPERTIES, context, child(node.at, 'options'));
  const { properties = {}, ...rest } = options;
  // The spec says that `properties` is a map of texts, and the checks have seen that it is.
  const merged = { ...clientProperties(node, context), ...(properties as TemplateMap) };
  const flat = Object.entries(merged).map(([key, value]) => [`properties.${key}`, value] as const);
  return { ...Object.fromEntries(flat), ...rest };
}

const PROPERTIES = { properties: { type: 'text-map', description: 'Properties of the Kafka client.' } } as const;
