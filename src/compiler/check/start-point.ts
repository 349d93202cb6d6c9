import { say } from '../../message/index.ts';
import { allParameters, type PluginSpec } from '../connector/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { SourceNode } from '../ir/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** A stream begins at a point that the engine's plugin can begin at. */
export const startPoint: PipelineRule = {
  name: 'start-point',
  *check(pipeline, context): Iterable<Diagnostic> {
    for (const { role, node, spec } of sidesOf(pipeline, context)) {
      const { start } = role === 'source' ? (node as SourceNode) : {}; // the role says so
      if (start === undefined || spec.plugin === undefined) continue;
      const points = pointsOf(spec.plugin);
      if (points.length === 0 || points.includes(start.point)) continue; // without any, `start` is no field of it
      yield makeDiagnostic('SL0204', start.at, say`\`${spec.plugin.name}\` cannot begin at \`${start.point}\``, {
        notes: [say`the engine would begin at its default place`],
        help: say`it can begin at ${listWords(points)}`,
      });
    }
  },
};

/** Where the plugin's parameters and its own habit let it begin. */
function pointsOf({ parameters, startsAt = [] }: PluginSpec): string[] {
  const carried = allParameters(parameters).flatMap(({ carries, words }) => {
    if (carries === 'start.kind') return Object.keys(words ?? {});
    // a time that another parameter has to announce is among that one's words
    return carries?.startsWith('start.') === true ? [carries.slice('start.'.length)] : [];
  });
  return [...new Set([...startsAt, ...carried])].filter((point) => point !== 'position').sort();
}
