import { say, type Message } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { PipelineNode } from '../ir/index.ts';
import { byNameOf } from './project-index.ts';
import type { ProjectRule } from './rule.ts';

/** A dependent starts with, or waits for, a fire of each of its upstreams; this one has none that it could meet. */
export const upstreamWithoutFires: ProjectRule = {
  name: 'upstream-without-fires',
  *check({ nodes }): Iterable<Diagnostic> {
    const byName = byNameOf(nodes);
    for (const pipeline of nodes) {
      if (pipeline.dependsOn.length === 0) continue;
      const { kind } = pipeline.schedule.schedule;
      if (kind === 'manual' || kind === 'continuous') continue;
      for (const dependency of pipeline.dependsOn) {
        const upstream = byName.get(dependency.pipeline);
        const found =
          upstream === undefined || upstream.schedule.unreadable
            ? undefined
            : problemOf(pipeline, upstream, meetsOthers(pipeline, upstream, byName));
        if (found === undefined) continue;
        const { severity, message, note, help } = found;
        yield { ...makeDiagnostic('SL0424', dependency.at, message, { notes: [note], help }), severity };
      }
    }
  },
};

interface Problem {
  readonly severity: Diagnostic['severity'];
  readonly message: Message;
  readonly note: Message;
  readonly help: Message;
}

/** Whether another upstream fires by itself, so that both must have one fire time. */
function meetsOthers(
  { dependsOn }: PipelineNode,
  upstream: PipelineNode,
  byName: ReadonlyMap<string, PipelineNode>,
): boolean {
  return dependsOn.some(({ pipeline: name }) => {
    const other = byName.get(name);
    return other !== undefined && other !== upstream && other.schedule.schedule.kind !== 'upstream';
  });
}

function problemOf(pipeline: PipelineNode, upstream: PipelineNode, meets: boolean): Problem | undefined {
  const { name } = pipeline;
  // with a schedule it waits for its upstreams; without, it starts with their success
  const waits = pipeline.schedule.schedule.kind !== 'upstream';
  // where any is enough the others may start it, and none has to meet another
  const any = pipeline.upstreamPolicy?.any === true;
  const others = any && pipeline.dependsOn.length > 1;
  const sameFire = waits || (meets && !any);
  if (upstream.state === 'suspended' && pipeline.state === 'running')
    return {
      severity: 'warning',
      message: say`\`${upstream.name}\` is suspended`,
      note: others
        ? say`\`${name}\` waits for the others alone`
        : waits
          ? say`a run of \`${name}\` that would wait for it is skipped`
          : say`\`${name}\` does not start until it runs again`,
      help: say`suspend \`${name}\` too, or take the dependency away`,
    };
  switch (upstream.schedule.schedule.kind) {
    case 'continuous':
      return {
        severity: waits || others ? 'warning' : 'error',
        message: say`\`${upstream.name}\` is continuous: it has no fires and no end`,
        note: waits || others ? say`\`${name}\` does not wait for it` : say`\`${name}\` would never start`,
        help: waits || others ? say`take the dependency away` : say`give \`${name}\` a schedule of its own`,
      };
    case 'after':
      if (!sameFire) return undefined;
      return {
        severity: 'error',
        message: say`\`${upstream.name}\` fires when its last run has ended, at no time that another pipeline has too`,
        note: say`\`${name}\` waits for it to succeed for exactly the same fire time, which does not come`,
        help: say`give \`${upstream.name}\` a \`cron\` or \`every\`, or let \`${name}\` depend on it alone and without a schedule`,
      };
    case 'manual':
      if (!sameFire) return undefined;
      return {
        severity: 'warning',
        message: say`\`${upstream.name}\` runs only when somebody starts it`,
        note: say`\`${name}\` waits for it to succeed for exactly the same fire time`,
        help: say`give \`${upstream.name}\` a schedule, or start it with \`sluice run ${upstream.name} --fire TIME\``,
      };
    default:
      return undefined;
  }
}
