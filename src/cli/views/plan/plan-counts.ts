import { MEANINGS, type ChangeDocument, type PlanAction, type PlanDocument } from '../../../compiler/index.ts';
import { say, type Message } from '../../../message/index.ts';
import { listed, MEANING_WORDS } from './plan-words.ts';

/** `2 to create, 1 to change (1 data-affecting), 1 to delete, 96 unchanged`; what does not occur is left out. */
export function planCounts({ changes, summary }: PlanDocument): Message {
  const of = (action: PlanAction): readonly ChangeDocument[] => changes.filter((change) => change.action === action);
  const [create, update, replace, move, gone] = [of('create'), of('update'), of('replace'), of('move'), of('delete')];
  const parts = [
    ...part(create, say`${create.length} to create`),
    ...part(replace, say`${replace.length} to replace${inBrackets(replace)}`),
    ...part(update, say`${update.length} to change${inBrackets(update)}`),
    ...part(move, say`${move.length} to move`),
    ...part(gone, say`${gone.length} to delete`),
  ];
  const unchanged = say`${summary.actions.none} unchanged`;
  const broken =
    summary.broken === 0
      ? []
      : [summary.broken === 1 ? say`1 that does not compile` : say`${summary.broken} that do not compile`];
  return listed([...(parts.length === 0 ? [say`no changes`] : parts), unchanged, ...broken]);
}

function part(changes: readonly ChangeDocument[], words: Message): readonly Message[] {
  return changes.length === 0 ? [] : [words];
}

/** How many of them mean what, the most serious first. */
function inBrackets(changes: readonly ChangeDocument[]): Message {
  const counts = MEANINGS.flatMap((meaning) => {
    const count = changes.filter((change) => change.meaning[0] === meaning).length;
    return count === 0 ? [] : [say`${count} ${MEANING_WORDS[meaning]}`];
  });
  return say` (${listed(counts)})`;
}
