import { say, type Message } from '../../../message/index.ts';
import { isClockSchedule, nextFireTimes, type Schedule } from '../../../time/index.ts';
import type { Artefact } from '../../artefact/index.ts';
import { isMap, type JsonMap, type JsonValue } from '../compare/differences.ts';
import { BY_A_CLOCK } from '../clocks.ts';
import { formOf } from '../form-of.ts';
import { placeTexts } from '../period-texts.ts';
import { fillAt } from '../run-time-values.ts';
import { clearingStatements, clearsTable, takesRowsAway } from './clearing-statements.ts';
import { endWords } from './end-words.ts';
import { valueWords } from './value-words.ts';
import { modeOf } from './what-runs-read.ts';

/** What a run empties before it writes. */
export interface Cleared {
  /** Within a sentence: `ods.orders`, or a partition of it. */
  readonly what: Message;
  /** `run`: only what the fire is for, as a partition of its day. */
  readonly extent: 'whole' | 'run';
  /** The statement that does it; absent where the mode does. */
  readonly statement?: string;
}

/** The sink of a pipeline in its plan form; empty of a command. */
export function sinkOf(artefact: Artefact): JsonMap {
  const { sink } = formOf(artefact);
  return isMap(sink) ? sink : {};
}

/** What a run of a pipeline empties; undefined where it leaves what is there. */
export function clearedBy(artefact: Artefact): Cleared | undefined {
  const sink = sinkOf(artefact);
  const place = endWords(sink);
  const statement = clearingOwn(sink);
  if (statement !== undefined) return { what: place, extent: 'whole', statement };
  if (modeOf(artefact) !== 'overwrite') return undefined;
  const { partition } = sink;
  const extent = isPlaceOfTheFire(artefact) ? 'run' : 'whole';
  return { what: partition === undefined ? place : say`the partition ${valueWords(partition)} of ${place}`, extent };
}

/** The statement that empties the target before the rows; one may empty another table. */
function clearingOwn({ preSql, table }: JsonMap): string | undefined {
  const clearing = clearingStatements(statementsOf(preSql));
  return typeof table === 'string' ? clearing.find((each) => clearsTable(each, table)) : clearing[0];
}

/** True where each fire writes to a place of its own: two in a row fill `partition`, `path` or `table` otherwise. */
function isPlaceOfTheFire(artefact: Artefact): boolean {
  const schedule = withoutBounds(artefact.pipeline.schedule);
  const clocks = { schedules: [schedule], window: schedule, held: false };
  // where no clock says when it fires, it is taken to fire as seldom as its text needs
  const fires = BY_A_CLOCK.has(schedule.kind) ? nextFireTimes(schedule, MIDDLE_OF_A_MONTH, 2) : [];
  return placeTexts(artefact).some((text) => {
    const [first, second] = fires.map((fire) => fillAt(text, artefact, { clocks, next: [] }, fire));
    return first === undefined || second === undefined || first !== second;
  });
}

/** Its start and end would move the two fires that are looked at, or leave but one. */
function withoutBounds(schedule: Schedule): Schedule {
  if (!isClockSchedule(schedule)) return schedule;
  const { start: _start, end: _end, ...unbound } = schedule;
  return unbound;
}

/** So that fires of a day or a week do not differ by their month alone. */
const MIDDLE_OF_A_MONTH = Date.UTC(2024, 0, 10);

/** True of a pipeline that adds its rows to those that are there, and takes none of them away before: what comes again is doubled. */
export function addsRows(artefact: Artefact): boolean {
  const { command } = formOf(artefact);
  if (command !== undefined || modeOf(artefact) !== 'append') return false;
  return !statementsOf(sinkOf(artefact)['preSql']).some(takesRowsAway);
}

/** One, a list, or none. */
export function statementsOf(statements: JsonValue | undefined): readonly string[] {
  const list = Array.isArray(statements) ? statements : [statements];
  return list.filter((each): each is string => typeof each === 'string');
}
