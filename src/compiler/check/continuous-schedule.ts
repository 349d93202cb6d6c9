import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { EngineNode } from '../ir/index.ts';
import type { PipelineRule } from './rule.ts';

/** Engines whose runs end by themselves: nothing of theirs is always running. */
const ENDING = new Set<EngineNode['type']>(['local', 'command']);

/** A continuous pipeline is on an engine that has streams, and its author knows who starts it. */
export const continuousSchedule: PipelineRule = {
  name: 'continuous-schedule',
  *check({ engine, schedule, name }): Iterable<Diagnostic> {
    if (schedule.schedule.kind !== 'continuous') return;
    if (ENDING.has(engine.type)) {
      yield {
        ...makeDiagnostic('SL0411', schedule.at, say`\`${engine.type}\` runs nothing continuously`, {
          notes: [say`its runs end, and nothing would ever start one`],
          help: say`use \`schedule: { after: 1s }\`, or an engine that has streams`,
        }),
        severity: 'error',
      };
      return;
    }
    yield makeDiagnostic('SL0411', schedule.at, say`the daemon does not start continuous pipelines by itself yet`, {
      notes: [say`it deploys and shows them, and waits`],
      help: say`start it with \`sluice run ${name}\``,
    });
  },
};
