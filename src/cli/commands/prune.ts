import { catalogueOf, say, wordsOf, type Message } from '../../message/index.ts';
import type { HeldDeletesJson } from '../../server/index.ts';
import { EXIT, FailedOperation, UsageError } from '../exit-code.ts';
import { openOperatorApi, type OperatorFlags } from '../operator-api.ts';
import { isConfirmed, mayAsk } from '../scaffold/prompts.ts';
import { Terminal } from '../terminal.ts';
import { heldText } from '../views/deletes-view.ts';

interface PruneFlags extends OperatorFlags {
  readonly held?: string;
  readonly yes?: boolean;
  readonly input?: boolean;
}

/** `sluice prune [PIPELINE...]`: shows which deletes wait for a person, and deletes them at a yes. */
export async function pruneCommand(flags: PruneFlags, pipelines: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const catalogue = await catalogueOf(terminal.language);
  const words = (message: Message): string => wordsOf(message, catalogue);
  await using api = await openOperatorApi(flags);
  const held = await api.get<HeldDeletesJson>('/api/v1/held-deletes');
  const isAll = pipelines.length === 0;
  if (flags.held !== undefined && flags.held !== held.digest)
    throw new FailedOperation(
      say`what is held is another set than --held names; nothing was deleted`,
      say`look at what is held now, and say yes to that`,
    );
  if (isAll) for (const line of heldText(held, Date.now(), words)) terminal.say(line);
  if (isAll && held.items.length === 0) {
    terminal.emit(held);
    return EXIT.done;
  }
  if (flags.yes !== true && !mayAsk(flags)) {
    terminal.emit(held);
    if (isAll && flags.input === false) return EXIT.done;
    throw new UsageError(
      say`nobody is there to be asked whether they are to be deleted`,
      say`add --yes, and \`--held ${held.digest}\` so that it counts for this set only`,
    );
  }
  if (flags.yes !== true && !(await isConfirmed(questionOf(isAll ? held.items.length : pipelines.length), words)))
    throw new FailedOperation(say`nothing was deleted`);
  const answer = await api.post<HeldDeletesJson>('/api/v1/prune', isAll ? { digest: held.digest } : { pipelines });
  terminal.emit(answer);
  terminal.say(words(say`deleted: \`${answer.pruned.join('`, `')}\`. \`sluice restore\` brings them back for a while`));
  return EXIT.done;
}

function questionOf(count: number): Message {
  return count === 1 ? say`Delete this pipeline?` : say`Delete these ${count} pipelines?`;
}
