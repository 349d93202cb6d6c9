import type { RunJson } from '../../server/index.ts';
import type { Terminal } from '../terminal.ts';
import { coarse } from './moments.ts';
import { renderTable } from './table.ts';

/** Runs, one a line. */
export function showRuns(runs: readonly RunJson[], terminal: Terminal): void {
  if (runs.length === 0) {
    terminal.say('no runs');
    return;
  }
  const rows = runs.map((run) => [
    run.id,
    run.pipeline,
    run.cursorRange === null ? run.fireAt : `${run.cursorRange.after}..${run.cursorRange.until}`,
    paintRunState(run.state, terminal),
    durationOf(run),
    rowsOf(run),
    run.reason?.message ?? '',
  ]);
  terminal.show(renderTable(['RUN', 'PIPELINE', 'FIRE TIME', 'STATE', 'TOOK', 'ROWS', 'REASON'], rows));
}

/** A state in its colour; the word itself says it too. */
export function paintRunState(state: RunJson['state'], { paint }: Terminal): string {
  switch (state) {
    case 'succeeded':
      return paint.green(state);
    case 'failed':
    case 'timed-out':
      return paint.red(state);
    case 'cancelled':
    case 'skipped':
    case 'retry-wait':
      return paint.yellow(state);
    default:
      return paint.cyan(state);
  }
}

/** Rows written, and how many of those read were refused. */
export function rowsOf({ metrics }: Pick<RunJson, 'metrics'>): string {
  if (metrics.rowsWritten === undefined) return '';
  const refused = metrics.rowsRefused ?? 0;
  return `${metrics.rowsWritten}${refused > 0 ? ` (${refused} refused)` : ''}`;
}

function durationOf(run: RunJson): string {
  if (run.startedAt === null) return '';
  return coarse((run.finishedAt === null ? Date.now() : Date.parse(run.finishedAt)) - Date.parse(run.startedAt));
}
