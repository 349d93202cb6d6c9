import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { keyOf } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** A stream whose reader or writer refuses checkpoints runs, and begins anew at every start: that is said. */
export const streamRestores: PipelineRule = {
  name: 'stream-restores',
  *check(pipeline, context): Iterable<Diagnostic> {
    if (pipeline.schedule.schedule.kind !== 'continuous') return;
    // a source that ends is no stream: another rule's finding
    const side = sidesOf(pipeline, context).find(
      ({ role, spec: { plugin } }) => plugin?.restores === false && (role === 'sink' || plugin.endless === true),
    );
    if (side === undefined) return;
    const { type, version = '' } = pipeline.engine;
    const name = side.spec.plugin?.name ?? side.connector.name;
    yield makeDiagnostic('SL0615', keyOf(side.node.at, 'datasource'), say`\`${name}\` keeps no place in a checkpoint`, {
      notes: [
        say`${type} ${version} refuses checkpoints beside it, so the job is written without them`,
        say`after a failure the source begins again where its own settings say: rows can come twice or be missed`,
      ],
      help: say`let the source go on from what it has committed (\`start: committed\`), or use another engine`,
    });
  },
};
