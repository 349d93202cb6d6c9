import { say } from '../../../message/index.ts';
import { toTemplate, type TextOrTemplate } from '../../artefact/index.ts';
import { makeDiagnostic, listWords } from '../../diagnostics/index.ts';
import type { ColumnType, DatasourceNode, SinkNode, SourceNode } from '../../ir/index.ts';
import {
  declareSinkColumns,
  declareSourceColumns,
  optionTemplates,
  singleTable,
  sinkParallelism,
} from '../../targets/index.ts';
import type { EmitContext, FlinkSqlEmitter, TemplateMap } from '../../targets/index.ts';
import { child } from '../../text/index.ts';
import { datasourceOf } from '../../targets/index.ts';
import { credentials } from './credentials.ts';

/** What tells one JDBC database from another in Flink SQL. */
export interface FlinkSqlJdbc {
  readonly url: (datasource: DatasourceNode, context: EmitContext) => TextOrTemplate;
  readonly driver: (datasource: DatasourceNode) => string;
  /** Makes the driver stream a result instead of holding it in memory; the author's option wins. */
  readonly fetchSize: (datasource: DatasourceNode) => string;
  /** Flink's word for a type; undefined where the JDBC dialect has none. */
  readonly narrow: (type: ColumnType) => string | undefined;
  /** Flink's word for a native type of the database. */
  readonly native: (nativeType: string) => string;
}

/** Prints tables of Flink's `jdbc` connector. An upsert is a table with a primary key. */
export function flinkSqlJdbc(family: FlinkSqlJdbc): FlinkSqlEmitter {
  const common = (node: SourceNode | SinkNode, table: TextOrTemplate, context: EmitContext): TemplateMap => ({
    connector: 'jdbc',
    url: family.url(datasourceOf(node), context),
    driver: family.driver(datasourceOf(node)),
    'table-name': table,
    ...credentials(node),
  });
  return {
    source: (source, context) => ({
      columns: declareSourceColumns(source, context, family.narrow, family.native),
      primaryKey: [],
      options: {
        ...common(source, singleTable(source, context) ?? '', context),
        'scan.fetch-size': family.fetchSize(datasourceOf(source)),
        ...partitions(source, context),
        ...optionTemplates(source.options, {}, context, child(source.at, 'options')),
      },
    }),
    sink: (sink, context) => ({
      columns: declareSinkColumns(sink, context, family.narrow, family.native),
      primaryKey: sink.mode === 'upsert' ? sink.key : [],
      options: {
        ...common(sink, toTemplate(sink.table ?? ''), context),
        ...sinkParallelism(context),
        ...optionTemplates(sink.options, {}, context, child(sink.at, 'options')),
      },
    }),
  };
}

/** A parallel read needs the range of the column, which Flink does not look up. */
function partitions(source: SourceNode, context: EmitContext): TemplateMap {
  const parallelism = context.pipeline.settings.parallelism.source;
  if (source.splitBy === undefined || parallelism <= 1) return {};
  const missing = ['scan.partition.lower-bound', 'scan.partition.upper-bound'].filter(
    (key) => !(key in source.options),
  );
  if (missing.length > 0) {
    context.report(
      makeDiagnostic(
        'SL0610',
        child(source.at, 'splitBy'),
        say`Flink SQL splits a read only between bounds that it is told`,
        {
          notes: [say`it asks the database for no smallest and greatest value, unlike FlinkX and ChunJun`],
          help: say`add ${listWords(missing, 'and')} to the source’s \`options\`, or set \`parallelism: 1\``,
        },
      ),
    );
  }
  return { 'scan.partition.column': source.splitBy, 'scan.partition.num': String(parallelism) };
}
