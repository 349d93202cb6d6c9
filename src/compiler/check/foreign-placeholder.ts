import { say } from '../../message/index.ts';
import type { Text } from '../../time/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child, type Location } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';

/** `{{ ds }}` of Airflow, `$[yyyyMMdd-1]` of DolphinScheduler, `$bizdate` of shells and of FlinkX's own `-p`. */
const PLACEHOLDER =
  /\{\{\s*[\w.()'" -]*\}\}|\$\[[^\]\n]{1,40}\]|\$(?:bizdate|bizDate|fire|cursor|window|ds|dt|today|yesterday)\b/;

/** Placeholders of other tools are text here: the database would be asked for the word itself. */
export const foreignPlaceholder: PipelineRule = {
  name: 'foreign-placeholder',
  *check(pipeline): Iterable<Diagnostic> {
    if (pipeline.work.kind !== 'movement') return;
    const { source, sink, transform } = pipeline.work;
    const texts: readonly (readonly [Text | undefined, Location])[] = [
      [source.where, child(source.at, 'where')],
      [source.query, child(source.at, 'query')],
      [transform?.sql, child(pipeline.at, 'transform', 'sql')],
      [sink.table, child(sink.at, 'table')],
      [sink.path, child(sink.at, 'path')],
      [sink.partition, child(sink.at, 'partition')],
      ...sink.preSql.map((sql, index) => [sql, child(sink.at, 'preSql', index)] as const),
      ...sink.postSql.map((sql, index) => [sql, child(sink.at, 'postSql', index)] as const),
    ];
    for (const [text, at] of texts) if (typeof text === 'string') yield* placeholderIn(text, at);
  },
};

function* placeholderIn(text: string, at: Location): Iterable<Diagnostic> {
  const found = PLACEHOLDER.exec(text);
  if (found === null) return;
  const [written] = found;
  const within = { start: found.index, end: found.index + written.length };
  yield makeDiagnostic('SL0426', { ...at, within }, say`\`${written}\` is text here, nothing fills it in`, {
    notes: [say`the database would get it as it is, and find no row, or others`],
    help: say`write a run-time value, as \`\${bizdate}\` or \`\${fire:yyyy-MM-dd}\``,
  });
}
