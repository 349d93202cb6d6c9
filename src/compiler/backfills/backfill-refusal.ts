import { say, type Message } from '../../message/index.ts';
import type { Artefact } from '../artefact/index.ts';
import { addsRows, workAt } from '../plan/index.ts';

/** Why fires of the past cannot be run of a pipeline, or are not without a word. */
export interface BackfillRefusal {
  readonly kind: 'no-clock' | 'cursor' | 'duplicates';
  readonly problem: Message;
  readonly help: Message;
}

/**
 * What keeps a pipeline from being backfilled: it has no clock that says which fires there were, it reads from a cursor that the runs
 * of the past must not move, or its sink would have rows twice. Undefined = nothing does.
 */
export function backfillRefusal(artefact: Artefact, allowDuplicates: boolean): BackfillRefusal | undefined {
  const { name, schedule, incremental } = artefact.pipeline;
  switch (schedule.kind) {
    case 'cron':
    case 'every':
    case 'at':
      break;
    case 'upstream':
      return {
        kind: 'no-clock',
        problem: say`\`${name}\` has no clock of its own: it fires after what it depends on`,
        help: say`backfill what it depends on, or run single fires of it with \`sluice run ${name} --fire\``,
      };
    case 'after':
    case 'manual':
    case 'continuous':
      return {
        kind: 'no-clock',
        problem: say`\`${name}\` has no fire times to run after the fact: no clock says when it fires`,
        help: say`run it with \`sluice run ${name}\`, or give it a schedule`,
      };
    default:
      return schedule satisfies never;
  }
  if (incremental !== undefined)
    return {
      kind: 'cursor',
      problem: say`\`${name}\` reads from its cursor on, which does not depend on the fire time`,
      help: say`a run of the past would read nothing, or rows that are loaded: run a recorded fire once more with \`sluice run ${name} --fire T --again\`, which reads what it read then, or select by \`window\` or \`bizdate\` in \`where\``,
    };
  if (!allowDuplicates && appendsTwice(artefact))
    return {
      kind: 'duplicates',
      problem: say`\`${name}\` appends: a fire that has run before would have its rows twice`,
      help: say`write with \`mode: upsert\` or \`overwrite\`, or clear what a run writes in \`preSql\`; \`--allow-duplicates\` (in a file: \`allowDuplicates: true\`) does it all the same`,
    };
  return undefined;
}

/** A statement that takes no row away, as `set names utf8mb4`, leaves those of the run before. */
function appendsTwice(artefact: Artefact): boolean {
  return workAt(artefact, 'sink', 'mode') === 'append' && addsRows(artefact);
}
