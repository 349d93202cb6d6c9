import { EPOCH_2026, meetingTime, type Schedule } from '../../time/index.ts';
import { say } from '../../message/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { PipelineNode } from '../ir/index.ts';
import { child } from '../text/index.ts';
import { byNameOf } from './project-index.ts';
import type { ProjectRule } from './rule.ts';

const CLOCKS: ReadonlySet<Schedule['kind']> = new Set(['cron', 'every', 'at']);

/** A pipeline that starts when others have succeeded for one and the same fire time: they must have one in common. */
export const schedulesThatMeet: ProjectRule = {
  name: 'schedules-that-meet',
  *check({ nodes }): Iterable<Diagnostic> {
    const byName = byNameOf(nodes);
    const met = new Map<string, boolean>();
    for (const pipeline of nodes) {
      if (pipeline.dependsOn.length === 0) continue; // it has no clock but its own
      const clocks = pipeline.schedule.unreadable ? undefined : neverMeeting(pipeline, byName, met);
      if (clocks === undefined) continue;
      const names = listWords(
        clocks.map(({ name }) => name),
        'and',
      );
      yield makeDiagnostic('SL0423', child(pipeline.at, 'dependsOn'), say`${names} never fire at the same time`, {
        notes: [
          say`\`${pipeline.name}\` needs all it depends on to succeed for one and the same fire time: it would never run`,
        ],
        help: say`give them one schedule, or give the pipelines between them schedules of their own: each then waits for the last fire before its own`,
        labels: clocks.map((clock) => ({ at: clock.schedule.at, message: say`\`${clock.name}\` fires by this` })),
      });
    }
  },
};

/** The clocks that would have to meet and never do, those of the first upstream where any would be enough; undefined = they meet. */
function neverMeeting(
  pipeline: PipelineNode,
  byName: ReadonlyMap<string, PipelineNode>,
  met: Map<string, boolean>,
): PipelineNode[] | undefined {
  const { dependsOn, upstreamPolicy } = pipeline;
  const ways = upstreamPolicy?.any === true ? dependsOn.map((each) => [each]) : [dependsOn];
  const clocks = ways.map((way) => clocksOf({ ...pipeline, dependsOn: way }, byName));
  return clocks.some((way) => way === undefined || doMeet(way, met)) ? undefined : clocks[0];
}

function doMeet(clocks: readonly PipelineNode[], met: Map<string, boolean>): boolean {
  const schedules = distinct(clocks);
  if (schedules.length < 2) return true;
  const key = JSON.stringify(schedules);
  const meets = met.get(key) ?? meetingTime(schedules, EPOCH_2026) !== undefined;
  met.set(key, meets);
  return meets;
}

/**
 * The pipelines with a clock that must fire together for this one to start: for one without a schedule those above it,
 * for one with a schedule also itself, where an upstream without one passes their fire time on. Undefined where one is not known.
 */
function clocksOf(pipeline: PipelineNode, byName: ReadonlyMap<string, PipelineNode>): PipelineNode[] | undefined {
  const clocks = new Set<PipelineNode>();
  const seen = new Set<PipelineNode>();
  const waits = CLOCKS.has(pipeline.schedule.schedule.kind);
  if (waits) clocks.add(pipeline);
  const open = [pipeline];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    for (const { pipeline: name } of node.dependsOn) {
      const upstream = byName.get(name);
      if (upstream === undefined || upstream.schedule.unreadable) return undefined;
      const { kind } = upstream.schedule.schedule;
      // it starts by any of several clocks
      if (upstream.upstreamPolicy?.any === true && kind === 'upstream') return undefined;
      if (kind === 'upstream') open.push(upstream);
      // a scheduled dependent takes the last fire of a scheduled upstream, whenever that was
      else if (waits && node === pipeline) continue;
      else if (CLOCKS.has(kind)) clocks.add(upstream);
      else return undefined;
    }
  }
  return [...clocks];
}

function distinct(clocks: readonly PipelineNode[]): readonly Schedule[] {
  return [...new Map(clocks.map(({ schedule: { schedule } }) => [JSON.stringify(schedule), schedule])).values()];
}
