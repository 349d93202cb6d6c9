import { say, type Message } from '../../message/index.ts';
import type { Artefact } from '../artefact/index.ts';
import { addsRows, workAt } from '../plan/index.ts';

/** What a backfill is a range of: fire times, or values of the column that an incremental pipeline follows. */
export type BackfillRangeOf = 'fires' | 'values';

/** Why fires or values of the past cannot be run of a pipeline, or are not without a word. */
export interface BackfillRefusal {
  readonly kind: 'no-clock' | 'cursor' | 'duplicates';
  readonly problem: Message;
  readonly help: Message;
}

/**
 * What keeps a pipeline from being backfilled: by fires, it has no clock that says which there were, or reads from a cursor that the
 * runs of the past must not move; by values, it follows no cursor, or reads without an end; by either, its sink would have rows twice.
 * Undefined = nothing does.
 */
export function backfillRefusal(
  artefact: Artefact,
  allowDuplicates: boolean,
  rangeOf: BackfillRangeOf = 'fires',
): BackfillRefusal | undefined {
  const refusal = rangeOf === 'fires' ? withoutFires(artefact) : withoutValues(artefact);
  if (refusal !== undefined) return refusal;
  const { name } = artefact.pipeline;
  if (!allowDuplicates && appendsTwice(artefact))
    return {
      kind: 'duplicates',
      problem:
        rangeOf === 'fires'
          ? say`\`${name}\` appends: a fire that has run before would have its rows twice`
          : say`\`${name}\` appends: rows that were read before would be there twice`,
      help: say`write with \`mode: upsert\` or \`overwrite\`, or clear what a run writes in \`preSql\`; \`--allow-duplicates\` (in a file: \`allowDuplicates: true\`) does it all the same`,
    };
  return undefined;
}

function withoutValues({ pipeline: { name, schedule, incremental } }: Artefact): BackfillRefusal | undefined {
  if (incremental === undefined)
    return {
      kind: 'cursor',
      problem: say`\`${name}\` follows no cursor`,
      help: say`only a source with \`incremental\` has a range of cursor values; give a range of fires`,
    };
  if (schedule.kind === 'continuous')
    return {
      kind: 'cursor',
      problem: say`\`${name}\` reads without an end, and a range has one`,
      help: say`read the range by a pipeline of its own, with a schedule`,
    };
  return undefined;
}

function withoutFires({ pipeline: { name, schedule, incremental } }: Artefact): BackfillRefusal | undefined {
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
      help: say`give a range of values of its cursor: \`--cursor A..B\` (in a file: \`cursor\`); a recorded fire is run once more with \`sluice run ${name} --fire T --again\`, which reads what it read then`,
    };
  return undefined;
}

/** A statement that takes no row away, as `set names utf8mb4`, leaves those of the run before. */
function appendsTwice(artefact: Artefact): boolean {
  return workAt(artefact, 'sink', 'mode') === 'append' && addsRows(artefact);
}
