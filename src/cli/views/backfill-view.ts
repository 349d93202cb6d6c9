import { say, sentence, type Message } from '../../message/index.ts';
import type { BackfillJson, BackfillPlanJson } from '../../server/index.ts';
import type { Terminal } from '../terminal.ts';
import { ago, coarse } from './moments.ts';
import { renderTable } from './table.ts';

/** Columns of a bar. */
const BAR = 30;

/** What a backfill would do, before anything is done. */
export function plannedBackfillText(planned: BackfillPlanJson): readonly Message[] {
  const { onRecord } = planned;
  const lines = [headOf(planned)];
  if (onRecord > 0)
    lines.push(say`on record already: ${onRecord}; they get one more attempt, of the pipeline as it is now`);
  lines.push(
    estimateOf(planned),
    orderOf(planned),
    planned.onFailure === 'stop'
      ? say`it stops where a run does not succeed; \`sluice backfill resume\` goes on from there`
      : say`it goes on where a run does not succeed`,
  );
  if (planned.allowDuplicates) lines.push(say`rows may be there twice afterwards: that is allowed`);
  return lines;
}

function headOf({ pipeline, runs, firstFireAt, lastFireAt, cursor }: BackfillPlanJson): Message {
  if (cursor !== null)
    return runs === 1
      ? say`${pipeline}: 1 run, of the rows after ${cursor.after}, up to and at ${cursor.until}`
      : say`${pipeline}: ${runs} runs, of the rows after ${cursor.after}, up to and at ${cursor.until}, each of ${cursor.chunk ?? ''}`;
  return runs === 1
    ? say`${pipeline}: 1 run, of the fire of ${firstFireAt ?? ''}`
    : say`${pipeline}: ${runs} runs, of the fires from ${firstFireAt ?? ''} to ${lastFireAt ?? ''}`;
}

function estimateOf({ estimate, cursor }: BackfillPlanJson): Message {
  if (cursor !== null) return estimateOfValues(estimate);
  if (estimate === null)
    return say`no run has succeeded yet, so that nothing says how many rows it will be, and how long it takes`;
  return estimate.rows === null
    ? say`some ${coarse(estimate.durationMs)}, by the last runs that succeeded (${estimate.ofRuns}); the engine counts no rows`
    : say`some ${count(estimate.rows)} rows in ${coarse(estimate.durationMs)}, by the last runs that succeeded (${estimate.ofRuns})`;
}

function estimateOfValues(estimate: BackfillPlanJson['estimate']): Message {
  if (estimate === null)
    return say`no run says yet how close its rows stand: \`select count(*)\` in its source tells how many it will be`;
  return estimate.rows === null
    ? say`some ${coarse(estimate.durationMs)}, by the last runs that moved its cursor or read a range (${estimate.ofRuns}); the engine counts no rows`
    : say`some ${count(estimate.rows)} rows in ${coarse(estimate.durationMs)}, where they stand as close as those that the last runs have read (${estimate.ofRuns})`;
}

function orderOf({ order, concurrency, cursor }: BackfillPlanJson): Message {
  if (cursor !== null)
    return order === 'oldest-first'
      ? say`the least values first, ${concurrency} at a time`
      : say`the greatest values first, ${concurrency} at a time`;
  return order === 'oldest-first'
    ? say`the oldest first, ${concurrency} at a time`
    : say`the newest first, ${concurrency} at a time`;
}

/** All of some backfills, a line each. */
export function backfillsTable(items: readonly BackfillJson[], now: number, terminal: Terminal): string {
  return renderTable(
    ['BACKFILL', 'FILE', 'PIPELINE', 'STATE', 'DONE', 'FAILED', 'FROM', 'TO', 'MADE'],
    items.map((item) => [
      item.id,
      item.name ?? '-',
      item.pipeline,
      paintState(item.state, terminal),
      `${item.runs.succeeded + item.runs.failed}/${item.runs.total}`,
      item.runs.failed === 0 ? '-' : terminal.paint.red(String(item.runs.failed)),
      item.cursor?.after ?? item.from ?? '',
      item.cursor?.until ?? item.to ?? '',
      ago(Date.parse(item.createdAt), now),
    ]),
  );
}

/** How far one is, and what it waits for. */
export function backfillText(item: BackfillJson, now: number, terminal: Terminal): readonly Message[] {
  const { runs, state } = item;
  const over = runs.succeeded + runs.failed;
  const filled = runs.total === 0 ? BAR : Math.round((over / runs.total) * BAR);
  const lines = [
    say`${terminal.paint.bold(item.id)} of ${item.pipeline}: ${paintState(state, terminal)}`,
    sentence(`[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${over}/${runs.total}`),
    say`succeeded ${runs.succeeded}, failed ${runs.failed}, under way ${runs.open}, left ${runs.left}`,
    rangeText(item),
    say`asked for by ${item.actor} ${ago(Date.parse(item.createdAt), now)}`,
  ];
  if (item.name !== null) lines.push(say`by a file of \`backfills/\`: ${item.name}`);
  if (item.why !== null) lines.push(say`why: ${item.why}`);
  if (item.reason !== null) lines.push(sentence(`${item.reason.message} (${item.reason.code})`));
  if (item.waitsFor !== null)
    lines.push(say`it hands out nothing: ${item.waitsFor.message} (\`${item.waitsFor.code}\`)`);
  if (item.remainingMs !== null) lines.push(say`at the rate so far it is over in ${coarse(item.remainingMs)}`);
  if (state === 'failed')
    lines.push(say`\`sluice backfill resume ${item.id}\` runs once more what did not succeed, and goes on`);
  return lines;
}

function rangeText({ from, to, cursor, concurrency }: BackfillJson): Message {
  if (cursor === null) return say`fires from ${from ?? ''} to ${to ?? ''}, ${concurrency} at a time`;
  return cursor.chunk === null
    ? say`rows after ${cursor.after}, up to and at ${cursor.until}`
    : say`rows after ${cursor.after}, up to and at ${cursor.until}, each run ${cursor.chunk} of it, ${concurrency} at a time`;
}

function paintState(state: BackfillJson['state'], { paint }: Terminal): string {
  if (state === 'succeeded') return paint.green(state);
  if (state === 'failed') return paint.red(state);
  return state === 'cancelled' || state === 'paused' ? paint.yellow(state) : state;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
