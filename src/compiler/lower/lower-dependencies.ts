import { say } from '../../message/index.ts';
import type { PipelineNode, UpstreamPolicyNode } from '../ir/index.ts';
import { writtenUpstreams, type DependsOnDefinition, type PipelineDefinition } from '../syntax/index.ts';
import { child, keyOf, type Location } from '../text/index.ts';
import type { Report } from './lower-context.ts';
import { lowerDuration } from './lower-duration.ts';

/** Reads `dependsOn`. `loadsPeriods`: the pipeline selects by time, so that a fire that does not run is missed data. */
export function lowerDependencies(
  definition: PipelineDefinition,
  at: Location,
  loadsPeriods: boolean,
  report: Report,
): Pick<PipelineNode, 'dependsOn' | 'upstreamPolicy'> {
  const upstreams = writtenUpstreams(definition, at);
  const dependsOn = upstreams.names.map((pipeline, index) => ({
    kind: 'dependency' as const,
    pipeline,
    at: child(upstreams.at, index),
  }));
  const written = definition.dependsOn;
  if (written === undefined || Array.isArray(written)) return { dependsOn };
  const place = child(at, 'dependsOn');
  reportNames(written, place, report);
  const timeout = readTimeout(written, definition.schedule !== undefined, place, loadsPeriods, report);
  const policy = { ...(upstreams.any ? { any: true as const } : {}), ...(timeout === undefined ? {} : { timeout }) };
  return { dependsOn, ...(Object.keys(policy).length === 0 ? {} : { upstreamPolicy: policy }) };
}

function reportNames({ all, any }: DependsOnDefinition, place: Location, report: Report): void {
  if (all !== undefined && any !== undefined)
    report.add('SL0205', keyOf(place, 'any'), say`\`any\` cannot stand beside \`all\``, {
      help: say`keep one of \`all\`, \`any\``,
    });
  if (all === undefined && any === undefined)
    report.add('SL0203', { ...place, part: 'key' }, say`\`dependsOn\` does not say which pipelines`, {
      help: say`add \`all: [NAME]\` or \`any: [NAME]\``,
    });
}

function readTimeout(
  { any, timeout, onTimeout: outcome = 'fail' }: DependsOnDefinition,
  hasSchedule: boolean,
  place: Location,
  loadsPeriods: boolean,
  report: Report,
): UpstreamPolicyNode['timeout'] {
  if (timeout === undefined) {
    if (outcome !== 'fail')
      report.add('SL0203', keyOf(place, 'onTimeout'), say`\`onTimeout\` needs a \`timeout\``, {
        help: say`add \`timeout: 2h\`, or leave \`onTimeout\` out`,
      });
    return undefined;
  }
  if (any !== undefined && !hasSchedule)
    report.add('SL0205', keyOf(place, 'timeout'), say`\`timeout\` cannot stand beside \`any\` without a \`schedule\``, {
      notes: [say`the first success starts the pipeline: there is nothing to wait for`],
      help: say`leave \`timeout\` out, or give the pipeline a \`schedule\``,
    });
  if (loadsPeriods && outcome === 'skip')
    report.add(
      'SL0410',
      child(place, 'onTimeout'),
      say`the periods of runs that wait longer than \`${timeout}\` are never loaded`,
      {
        notes: [say`the pipeline selects rows by its fire time, so each fire stands for rows of its own`],
        help: say`use \`fail\`, the default: a failed run is seen, and can be run again`,
      },
    );
  const ms = lowerDuration(timeout, child(place, 'timeout'), report);
  return ms === undefined ? undefined : { ms, outcome };
}
