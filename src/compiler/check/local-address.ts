import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { keyOf } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';

/** FlinkX and ChunJun in mode `local` start a Flink of their own, whatever address stands beside it. */
export const localAddress: PipelineRule = {
  name: 'local-address',
  *check({ engine }): Iterable<Diagnostic> {
    const launched = engine.type === 'flinkx' || engine.type === 'chunjun';
    if (!launched || engine.mode !== 'local' || engine.url === undefined) return;
    const at = keyOf(engine.at, 'url');
    yield makeDiagnostic('SL0663', at, say`\`url\` of engine \`${engine.name}\` is not used in mode \`local\``, {
      notes: [say`a local run starts a Flink of its own, in one process with the job`],
      help: say`leave it out, or write \`mode: session\` for the cluster at that address`,
      suggestions: [{ message: say`leave \`url\` out`, confidence: 'likely', edits: [{ at, kind: 'remove' }] }],
    });
  },
};
