import { say } from '../../message/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** The incremental column has a type whose position the engine can carry without loss. */
export const incrementalColumn: PipelineRule = {
  name: 'incremental-column',
  *check(pipeline, context): Iterable<Diagnostic> {
    if (pipeline.work.kind !== 'movement') return;
    const { incremental } = pipeline.work.source;
    if (!incremental) return;
    for (const { role, spec, connector } of sidesOf(pipeline, context)) {
      const types = spec.incrementalTypes;
      if (role !== 'source' || !types || types.includes(incremental.type.name)) continue;
      yield makeDiagnostic(
        'SL0509',
        child(incremental.at, 'column'),
        say`${pipeline.engine.type} cannot track \`${incremental.column}\` of type \`${incremental.type.name}\``,
        {
          notes: [say`connector \`${connector.name}\` keeps the place where a run ended as ${listWords(types)}`],
          help: say`use an ever-growing number or the time of the last change`,
        },
      );
    }
  },
};
