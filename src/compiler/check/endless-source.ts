import { say } from '../../message/index.ts';
import type { PluginSpec } from '../connector/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { SourceNode } from '../ir/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** A stream is in a `continuous` pipeline, and what ends is not. */
export const endlessSource: PipelineRule = {
  name: 'endless-source',
  *check(pipeline, context): Iterable<Diagnostic> {
    const side = sidesOf(pipeline, context).find(({ role }) => role === 'source');
    const plugin = side?.spec.plugin;
    if (side === undefined || plugin === undefined) return;
    const source = side.node as SourceNode; // the role says so
    const isContinuous = pipeline.schedule.schedule.kind === 'continuous';
    if (plugin.endless === true) {
      if (!isContinuous && !isEnded(plugin, source)) yield neverEnds(plugin, source);
      return;
    }
    if (isContinuous && source.incremental === undefined && plugin.endsBy === undefined)
      yield endsAtOnce(plugin, source);
  },
};

function isEnded({ endsBy = [] }: PluginSpec, { options }: SourceNode): boolean {
  return endsBy.some((option) => Object.hasOwn(options, option));
}

function neverEnds({ name, endsBy = [] }: PluginSpec, { at }: SourceNode): Diagnostic {
  return makeDiagnostic('SL0412', at, say`\`${name}\` never ends, so a run of this pipeline would never finish`, {
    notes: [say`a schedule waits for a run to end before it starts the next one`],
    help:
      endsBy.length === 0
        ? say`make the pipeline \`schedule: continuous\``
        : say`make the pipeline \`schedule: continuous\`, or let it end by the option ${listWords(endsBy)}`,
  });
}

function endsAtOnce({ name }: PluginSpec, { at }: SourceNode): Diagnostic {
  return makeDiagnostic(
    'SL0413',
    at,
    say`\`${name}\` ends when it has read everything, and this pipeline is to run for ever`,
    {
      notes: [say`a continuous pipeline whose job ends is taken for one that has broken`],
      help: say`give the pipeline a schedule; a database table is polled for ever with \`incremental: { column: … }\``,
    },
  );
}
