import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/**
 * A stream of changes on FlinkX 1.11 gives rows of one field, a map. A writer that fills columns by their
 * place finds one value where it wants several, and refuses every row.
 */
export const mapsIntoColumns: PipelineRule = {
  name: 'maps-into-columns',
  *check(pipeline, context): Iterable<Diagnostic> {
    const [source, sink] = sidesOf(pipeline, context);
    if (source?.spec.plugin?.rowsAreMaps !== true || source.node.columns !== '*' || sink === undefined) return;
    const canList = source.spec.fields.includes('columns');
    if (canList && sink.node.columns !== '*') return; // the source takes those of the sink
    const { plugin } = sink.spec;
    if (plugin === undefined || plugin.takesMaps === true || plugin.parameters['column']?.carries !== 'columns') return;
    yield makeDiagnostic(
      'SL0623',
      { ...sink.node.at, part: 'key' },
      say`rows of \`${source.spec.plugin.name}\` are one map each, and \`${plugin.name}\` fills columns`,
      {
        notes: [say`it would find one value where it wants one for each column, and refuse the row`],
        help: canList
          ? say`list \`columns\` in the source`
          : say`write the changes to Kafka or Hive, which take a map, or use ChunJun 1.16`,
      },
    );
  },
};
