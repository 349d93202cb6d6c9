import { say, type Message } from '../../../message/index.ts';
import type { Artefact } from '../../artefact/index.ts';
import { findsByPlace, readsColumn, readsEveryColumn, typeRead } from './reads-column.ts';
import type { TargetChanges } from './target-changes.ts';

/** One thing that reaches a pipeline downstream. */
export interface Effect {
  readonly breaking: boolean;
  readonly told: Message;
}

/** So many columns are told, and how many more there are. */
const COLUMNS_TOLD = 5;

/** What another set of columns does to a pipeline that reads them. */
export function columnEffects(reader: Artefact, changes: TargetChanges): readonly Effect[] {
  if (findsByPlace(reader))
    return changes.isReordered
      ? [
          {
            breaking: true,
            told: say`it finds values by their place in a line, and other columns stand there from then on`,
          },
        ]
      : [];
  const { dropped, retyped, refed, added } = changes;
  const uses = (name: string): 'yes' | 'may' | 'no' => readsColumn(reader, name);
  const gone = dropped.filter(({ as, name }) => as === undefined && uses(name) === 'yes');
  const maybeGone = dropped.filter(({ as, name }) => as === undefined && uses(name) === 'may');
  const others = refed.filter((name) => uses(name) !== 'no');
  return [
    ...broken(
      gone.length > 0,
      say`it reads ${named(gone.map(({ name }) => name))}, which this pipeline does not write any more`,
    ),
    ...broken(
      maybeGone.length > 0,
      say`it may read ${named(maybeGone.map(({ name }) => name))}, which this pipeline does not write any more: its SQL does not tell`,
    ),
    ...dropped.flatMap(({ name, as }) =>
      as === undefined || uses(name) === 'no'
        ? []
        : broken(true, say`it reads \`${name}\`, which this pipeline writes as \`${as}\` from then on`),
    ),
    ...retyped.filter(({ name }) => uses(name) !== 'no').map((each) => retypedEffect(reader, each)),
    ...(others.length === 0
      ? []
      : [{ breaking: false, told: say`it reads ${named(others)}, in which other values stand` }]),
    ...(added.length === 0 || !readsEveryColumn(reader)
      ? []
      : [{ breaking: false, told: say`it reads every column, ${named(added)} too from then on` }]),
  ];
}

/** A reader that declares the new type already was made for it. */
function retypedEffect(reader: Artefact, { name, before, after }: TargetChanges['retyped'][number]): Effect {
  const declared = typeRead(reader, name);
  if (declared === after)
    return { breaking: false, told: say`it reads \`${name}\` as ${after}, as this pipeline writes it from then on` };
  return {
    breaking: true,
    told:
      declared === undefined || declared === before
        ? say`it reads \`${name}\`, which this pipeline writes as ${after}, no longer as ${before}`
        : say`it reads \`${name}\` as ${declared}; this pipeline writes it as ${after}, no longer as ${before}`,
  };
}

function broken(is: boolean, told: Message): readonly Effect[] {
  return is ? [{ breaking: true, told }] : [];
}

function named(names: readonly string[]): string {
  const told = names.slice(0, COLUMNS_TOLD).map((name) => `\`${name}\``);
  const more = names.length - told.length;
  return more === 0 ? told.join(', ') : `${told.join(', ')} (+${more})`;
}
