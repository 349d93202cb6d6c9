import { say } from '../../../message/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { SinkNode, SourceNode } from '../../ir/index.ts';
import { declareSinkColumns, declareSourceColumns, optionTemplates, sinkParallelism } from '../../targets/index.ts';
import type { EmitContext, FlinkSqlEmitter, TemplateMap } from '../../targets/index.ts';
import { child } from '../../text/index.ts';

export const flinkSql: FlinkSqlEmitter = {
  source(source, context) {
    requireEnd(source, context);
    const { fields = {}, ...options } = ownOptions(source, context);
    return {
      columns: declareSourceColumns(source, context),
      primaryKey: [],
      options: { connector: 'datagen', ...options, ...flatten('fields', fields) },
    };
  },
  sink(sink, context) {
    return {
      columns: declareSinkColumns(sink, context),
      primaryKey: [],
      options: { connector: 'print', ...sinkParallelism(context), ...ownOptions(sink, context) },
    };
  },
};

function ownOptions(node: SourceNode | SinkNode, context: EmitContext): TemplateMap {
  return optionTemplates(node.options, {}, context, child(node.at, 'options'));
}

/** A batch job must end, and this table ends only when it is told how many rows to make. */
function requireEnd(source: SourceNode, context: EmitContext): void {
  if (context.pipeline.schedule.schedule.kind === 'continuous' || 'number-of-rows' in source.options) return;
  context.report(
    makeDiagnostic('SL0610', source.at, say`a run would never end: \`number-of-rows\` is missing`, {
      help: say`add \`options: { number-of-rows: 1000 }\`, or make the pipeline \`schedule: continuous\``,
    }),
  );
}

/** `{ id: { kind: sequence } }` as Flink's flat key `fields.id.kind`. */
function flatten(prefix: string, value: TemplateMap[string]): TemplateMap {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || '$text' in value)
    return { [prefix]: value };
  const members: [string, TemplateMap[string]][] = Object.entries(value);
  return Object.assign({}, ...members.map(([key, member]) => flatten(`${prefix}.${key}`, member)));
}
