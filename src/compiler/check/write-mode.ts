import { say } from '../../message/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import type { SinkNode } from '../ir/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

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
          notes: [say`without a key nothing says which row a new one replaces`],
          help: say`add \`key: [id]\` with the columns of a unique index`,
        });
      }
    }
  },
};
