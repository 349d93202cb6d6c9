import { catalogueOf, say, wordsOf } from '../../message/index.ts';
import type { BackfillJson } from '../../server/index.ts';
import { EXIT, FailedOperation } from '../exit-code.ts';
import { limitOf } from '../limit-of.ts';
import { openOperatorApi, type OperatorFlags } from '../operator-api.ts';
import { Terminal } from '../terminal.ts';
import { backfillText, backfillsTable } from '../views/backfill-view.ts';

/** Flags of `sluice backfill list`. */
export interface ListFlags extends OperatorFlags {
  readonly limit?: string;
  readonly pipeline?: string;
}

const MOST = 500;

/** Backfills, newest first. */
export async function showBackfills(flags: ListFlags): Promise<number> {
  const terminal = new Terminal(flags, ['text', 'json', 'jsonl']);
  const catalogue = await catalogueOf(terminal.language);
  const query = new URLSearchParams({ limit: String(limitOf(flags.limit, MOST)) });
  if (flags.pipeline !== undefined) query.set('pipeline', flags.pipeline);
  await using api = await openOperatorApi(flags);
  const document = await api.get<{ readonly items: readonly BackfillJson[] }>(`/api/v1/backfills?${query}`);
  if (terminal.format === 'jsonl') for (const item of document.items) terminal.emit(item);
  else terminal.emit(document);
  if (document.items.length === 0)
    terminal.say(wordsOf(say`there is no backfill: \`sluice backfill PIPELINE --fire A..B\` makes one`, catalogue));
  else terminal.show(backfillsTable(document.items, Date.now(), terminal));
  return EXIT.done;
}

/** One of them, and how far it is. */
export async function showOneBackfill(flags: OperatorFlags, id: string): Promise<number> {
  const terminal = new Terminal(flags);
  const catalogue = await catalogueOf(terminal.language);
  await using api = await openOperatorApi(flags);
  const found = await api.find<BackfillJson>(`/api/v1/backfills/${encodeURIComponent(id)}`);
  if (found === undefined)
    throw new FailedOperation(
      say`there is no backfill ${id}`,
      say`\`sluice backfill list\` shows those that there are`,
    );
  terminal.emit(found);
  for (const line of backfillText(found, Date.now(), terminal)) terminal.show(wordsOf(line, catalogue));
  return EXIT.done;
}
