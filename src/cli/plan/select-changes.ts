import { MEANINGS, type Plan, type PlannedChange } from '../../compiler/index.ts';
import { say, type Message } from '../../message/index.ts';
import type { Selection } from '../select/selection.ts';
import { listed, MEANING_WORDS } from '../views/plan/plan-words.ts';
import type { MadePlan } from './make-plan.ts';
import { selectablesOf } from './selectables-of.ts';

/**
 * The plan with the changes of chosen pipelines alone; what else changes is counted, and never hidden. Findings stay whole. Throws
 * a usage error for a selection that fits nothing.
 */
export function selectChanges(
  { plan, head, base }: Pick<MadePlan, 'plan' | 'head' | 'base'>,
  selection: Selection,
): Plan {
  const pipelines = selectablesOf(head, base.side);
  const chosen = selection.chosenOf(pipelines, !head.incomplete);
  const isChosen = ({ pipeline, from }: PlannedChange): boolean =>
    chosen.has(pipeline) || (from !== undefined && chosen.has(from));
  const changes = plan.changes.filter(isChosen);
  const others = plan.changes.filter((change) => !isChosen(change));
  const changed = new Set(plan.changes.map(({ pipeline }) => pipeline));
  const { select, exclude, only } = selection;
  const stays =
    only === undefined || changes.length > 0 || plan.broken.includes(only) ? [] : [say`\`${only}\` stays as it is`];
  const { drift, backfills } = plan;
  const ownDrift = drift?.filter(({ pipeline }) => chosen.has(pipeline));
  const otherDrift = (drift?.length ?? 0) - (ownDrift?.length ?? 0);
  return {
    ...plan,
    changes,
    ...(ownDrift === undefined ? {} : { drift: ownDrift }),
    ...(backfills === undefined ? {} : { backfills: backfills.filter(({ pipeline }) => chosen.has(pipeline)) }),
    unchanged: head.pipelines.filter(({ name }) => chosen.has(name) && !changed.has(name)).length,
    notes: [
      ...stays,
      ...(others.length === 0 ? [] : [othersNote(others)]),
      ...(otherDrift === 0 ? [] : [say`drift of what is not selected is left out (${otherDrift})`]),
      ...plan.notes,
    ],
    selection: { select, exclude, others: others.length },
  };
}

/** How much the selection leaves out, by what it means. */
function othersNote(others: readonly PlannedChange[]): Message {
  const counts = MEANINGS.flatMap((meaning) => {
    const count = others.filter(({ findings }) => worstOf(findings) === meaning).length;
    return count === 0 ? [] : [say`${count} ${MEANING_WORDS[meaning]}`];
  });
  return others.length === 1
    ? say`1 other pipeline changes too, and is not selected (${listed(counts)})`
    : say`${others.length} other pipelines change too, and are not selected (${listed(counts)})`;
}

function worstOf(findings: PlannedChange['findings']): string | undefined {
  return MEANINGS.find((meaning) => findings.some((finding) => finding.meaning === meaning));
}
