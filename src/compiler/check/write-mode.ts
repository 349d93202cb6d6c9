import { say, type Message } from '../../message/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import type { EngineNode, SinkNode } from '../ir/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** What an upsert without a key would do, by engine (FlinkX 1.11 and ChunJun 1.16 `JdbcOutputFormat`). */
const WITHOUT_KEY: Readonly<Partial<Record<EngineNode['type'], Message>>> = {
  flinkx: say`FlinkX takes the unique indexes that it finds in the table, whichever those are; where there is none each row is added`,
  chunjun: say`ChunJun takes the unique indexes that it finds in the table, whichever those are; where there is none each row is added`,
  'flink-sql': say`Flink SQL upserts only into a table with a primary key; without one it adds each row`,
};

/** The sink's mode is one that the connector has there, and an upsert says by which key. */
export const writeMode: PipelineRule = {
  name: 'write-mode',
  *check(pipeline, context): Iterable<Diagnostic> {
    for (const { role, node, spec, connector } of sidesOf(pipeline, context)) {
      if (role !== 'sink') continue;
      const sink = node as SinkNode; // the role says so
      const modes = spec.modes ?? ['append'];
      if (!modes.includes(sink.mode)) {
        yield makeDiagnostic(
          'SL0606',
          child(sink.at, 'mode'),
          say`connector \`${connector.name}\` has no mode \`${sink.mode}\` on ${pipeline.engine.type}`,
          {
            help: say`it has ${listWords(modes, 'and')}`,
          },
        );
      } else if (sink.mode === 'upsert' && sink.key.length === 0) {
        yield makeDiagnostic('SL0506', child(sink.at, 'mode'), say`upsert without a key`, {
          notes: [WITHOUT_KEY[pipeline.engine.type] ?? say`without a key nothing says which row a new one replaces`],
          help: say`add \`key: [id]\` with the columns of a unique index`,
        });
      }
    }
  },
};
