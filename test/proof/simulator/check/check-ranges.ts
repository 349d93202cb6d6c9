import type { RunRecord } from '../../../../src/runtime/ports/index.ts';
import type { TopicRecord } from '../../../support/read-topic.ts';
import type { Verdict } from '../../support/verdict.ts';
import type { SharedDatabase } from '../world/shared-database.ts';
import { RANGED } from '../world/sim-ranged.ts';
import { describeRun } from './sim-record.ts';

/** A range of whole numbers, as the database has it. */
interface SimRange {
  readonly id: string;
  /** The place of its least part among the runs. */
  readonly from: number;
  readonly to: number;
  readonly after: number;
  readonly until: number;
  readonly chunk: number;
}

/**
 * Each run of a range of cursor values reads the part of its place, the parts of a range have no value in common and leave none out, no two
 * unfinished ranges share a value, and none of it has moved the cursor. That each part has run is for another check.
 */
export function checkRanges(
  database: SharedDatabase,
  runs: readonly RunRecord[],
  audit: readonly TopicRecord[],
  verdict: Verdict,
): void {
  const ranges = rangesIn(database);
  verdict.count('ranges of cursor values', ranges.length);
  for (const one of ranges) {
    const parts = Math.ceil((one.until - one.after) / one.chunk);
    if (one.to - one.from + 1 !== parts)
      verdict.lost.push(`range ${one.id} has ${one.to - one.from + 1} places, of ${parts} parts`);
  }
  for (const run of runs.filter(({ pipeline, fireTime }) => pipeline === RANGED && fireTime < 0)) {
    const range = ranges.find(({ from, to }) => run.fireTime >= from && run.fireTime <= to);
    if (range === undefined) {
      verdict.doubled.push(`${describeRun(run)} is no part of a range`);
      continue;
    }
    verdict.count('parts of ranges');
    const begin = range.after + (run.fireTime - range.from) * range.chunk;
    const end = Math.min(begin + range.chunk, range.until);
    const read = `${run.parameters['cursor.after']}..${run.parameters['cursor.until']}`;
    if (read !== `${begin}..${end}`) verdict.lost.push(`${describeRun(run)} reads ${read}, of ${begin}..${end}`);
    if (run.cursorBefore !== undefined) verdict.broken.push(`${describeRun(run)} of a range began at a cursor`);
  }
  for (const { value } of database.rows(`select value from sluice_cursors where pipeline = '${RANGED}'`))
    if (!runs.some((run) => run.fireTime >= 0 && String(run.fireTime) === value))
      verdict.broken.push(`the cursor of ${RANGED} is ${String(value)}, which no run of its schedule has left`);
  checkApart(ranges, audit, verdict);
}

/** By what the audit tells, in its order. */
function checkApart(ranges: readonly SimRange[], audit: readonly TopicRecord[], verdict: Verdict): void {
  const known = new Map(ranges.map((one) => [one.id, one]));
  const unfinished = new Set<SimRange>();
  for (const { type, event } of audit) {
    const range = known.get(String(event.data['backfill']));
    if (range === undefined) continue;
    if (type === 'backfill.created' || type === 'backfill.resumed') {
      const others = [...unfinished].filter((one) => one !== range);
      if (others.length > 0) verdict.count('ranges beside others');
      const shared = others.find((one) => one.after < range.until && range.after < one.until);
      if (shared !== undefined)
        verdict.doubled.push(`range ${range.id} was let go beside ${shared.id}, with which it has values in common`);
      unfinished.add(range);
    } else if (type !== 'backfill.paused') unfinished.delete(range);
  }
}

function rangesIn(database: SharedDatabase): readonly SimRange[] {
  return database
    .rows(
      `select id, range_from as "from", range_to as "to", cursor_after as after, cursor_until as until, chunk
       from sluice_backfill where cursor_after is not null`,
    )
    .map(({ id, from, to, after, until, chunk }) => ({
      id: String(id),
      from: Number(from),
      to: Number(to),
      after: Number(after),
      until: Number(until),
      chunk: chunk === null ? Number(until) - Number(after) : Number(chunk),
    }));
}
