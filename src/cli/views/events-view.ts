import type { EventIndexJson, EventJson } from '../../server/index.ts';
import type { Terminal } from '../terminal.ts';
import { renderTable } from './table.ts';

const HEADINGS = ['TIME', 'TYPE', 'PIPELINE', 'WHO', 'WHAT'];
/** As wide as most are, so that lines which come one by one stand under each other. */
const WIDTHS = [24, 22, 20, 12] as const;
const SHORT_REVISION = 20;

/** Events as a table. */
export function showEvents(events: readonly EventJson[], terminal: Terminal): void {
  if (events.length === 0) {
    terminal.say('no events');
    return;
  }
  terminal.show(renderTable(HEADINGS, events.map(cellsOf)));
}

/** What a reader of a list is to know of the index that it comes from; nothing where that is whole. */
export function showIndex(index: EventIndexJson | null, terminal: Terminal): void {
  if (index === null) return;
  const { state, trouble, read, total, asOf, notices } = index;
  if (state === 'rebuilding')
    terminal.say(`events are being read back from Kafka, ${read} of ${total}: these are the store's own`);
  if (state === 'behind')
    terminal.say(`not all that Kafka holds is read back (${asOf === null ? 'it is away' : `as of ${asOf}`})`);
  if (state === 'unusable')
    terminal.say(
      `the index of events cannot be used (${trouble ?? ''}): these are the store's own, without what it has forgotten`,
    );
  for (const { message } of notices) terminal.say(message);
}

/** One event as a line of a list that has no end yet. */
export function showEvent(event: EventJson, terminal: Terminal): void {
  const cells = cellsOf(event);
  terminal.show(
    cells
      .map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function cellsOf({ at, type, pipeline, data }: EventJson): readonly string[] {
  return [at, type, pipeline ?? '', textOf(data['actor']) ?? '', whatOf(type, data)];
}

/** What changed, and why. */
function whatOf(type: string, data: EventJson['data']): string {
  const [from, to, run, revision] = ['from', 'to', 'run', 'revision'].map((name) => textOf(data[name]));
  const { heads, changes, attempt, reason, codes } = data;
  const parts = [
    run === undefined ? undefined : `run ${run}`,
    typeof attempt === 'number' ? `attempt ${attempt}` : undefined,
    to === undefined ? undefined : from === undefined || from === to ? to : `${from} → ${to}`,
    revision === undefined ? undefined : `revision ${shortened(revision)}`,
    type === 'plan.applied' ? `${String(changes)} changes` : undefined,
    Array.isArray(heads) ? `${heads.length} chains` : undefined,
    Array.isArray(codes) && codes.length > 0 ? codes.join(' ') : undefined,
    reasonOf(reason),
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(', ');
}

function reasonOf(reason: unknown): string | undefined {
  if (typeof reason !== 'object' || reason === null || !('message' in reason)) return undefined;
  return textOf(reason.message);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function shortened(revision: string): string {
  return revision.length > SHORT_REVISION ? `${revision.slice(0, SHORT_REVISION)}…` : revision;
}
