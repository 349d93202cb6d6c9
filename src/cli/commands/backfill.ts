import { say } from '../../message/index.ts';
import { askForBackfill, type AskFlags } from '../backfill/ask-for-backfill.ts';
import { changeBackfills } from '../backfill/change-backfills.ts';
import { showBackfills, showOneBackfill, type ListFlags } from '../backfill/show-backfills.ts';
import { UsageError } from '../exit-code.ts';

type BackfillFlags = AskFlags & ListFlags & { readonly stop?: boolean };

/**
 * `sluice backfill PIPELINE --fire A..B`: shows how many runs it would be, and has them made at a yes. `list`, `show ID`, and
 * `pause`, `resume`, `cancel ID` look after those that there are.
 */
export async function backfillCommand(flags: BackfillFlags, [what = '', id]: string[]): Promise<number> {
  switch (what) {
    case 'list':
      return showBackfills(flags);
    case 'show':
      return showOneBackfill(flags, idOf(what, id));
    case 'pause':
    case 'resume':
    case 'cancel':
      return changeBackfills(flags, what, idOf(what, id));
    default:
      if (id !== undefined)
        throw new UsageError(
          say`\`${id}\` follows a pipeline's name`,
          say`write \`sluice backfill PIPELINE --fire A..B\`, or \`sluice backfill show ID\``,
        );
      return askForBackfill(flags, what);
  }
}

function idOf(what: string, id: string | undefined): string {
  if (id !== undefined) return id;
  throw new UsageError(say`${what} needs the id of a backfill`, say`\`sluice backfill list\` shows them`);
}
