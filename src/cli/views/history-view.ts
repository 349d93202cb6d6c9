import { say, wordsOf, type Catalogue, type Message } from '../../message/index.ts';
import type { HistoryEntryJson, HistoryJson } from '../../server/index.ts';
import type { Terminal } from '../terminal.ts';
import { ago } from './moments.ts';
import { shortVersion } from './rollback-view.ts';
import { renderTable } from './table.ts';

/** What became of a pipeline, one thing a line, the newest first. */
export function showHistory(
  { items, nextCursor }: HistoryJson,
  now: number,
  terminal: Terminal,
  catalogue: Catalogue | undefined,
): void {
  const words = (message: Message): string => wordsOf(message, catalogue);
  const rows = items.map((entry) => [
    ago(Date.parse(entry.at), now),
    String(entry.generation),
    entry.kind,
    entry.digest === null ? '' : shortVersion(entry.digest),
    entry.revision === null ? '' : shortVersion(entry.revision),
    entry.actor,
    wordsOfEntry(entry, words),
  ]);
  terminal.show(renderTable(['WHEN', 'GENERATION', 'WHAT', 'VERSION', 'REVISION', 'WHO', 'WHY'], rows));
  if (nextCursor !== null) terminal.say(words(say`there is more: \`--limit\` shows it`));
}

/** A person's own words where there are some; where it went or came from, and the reason's code beside. */
function wordsOfEntry(
  { why, toGeneration, otherName, kind, reason }: HistoryEntryJson,
  words: (m: Message) => string,
): string {
  const parts = [
    why ?? reason.code,
    toGeneration === null ? undefined : words(say`to generation ${toGeneration}`),
    otherName === null ? undefined : words(kind === 'deleted' ? say`now ${otherName}` : say`was ${otherName}`),
  ];
  return parts.filter((part) => part !== undefined).join('; ');
}
