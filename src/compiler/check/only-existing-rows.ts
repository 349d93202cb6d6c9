import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** A mode that changes rows which are there may lose those which are not, and the engine does not say so. */
export const onlyExistingRows: PipelineRule = {
  name: 'only-existing-rows',
  *check(pipeline, context): Iterable<Diagnostic> {
    for (const { node, spec } of sidesOf(pipeline, context)) {
      if (node.kind !== 'sink' || spec.plugin?.onlyExisting?.includes(node.mode) !== true) continue;
      yield makeDiagnostic('SL0653', child(node.at, 'mode'), say`\`${node.mode}\` loses rows that are new`, {
        notes: [say`\`${spec.plugin.name}\` changes rows whose key is there and writes no others`],
        help: say`keep it where all keys are there already; else use another mode, or an engine whose mode adds rows`,
      });
    }
  },
};
