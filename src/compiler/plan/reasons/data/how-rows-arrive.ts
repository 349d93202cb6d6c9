import { say, type Message } from '../../../../message/index.ts';
import { clearsAll } from '../../../check/clearing-statement.ts';
import type { Artefact } from '../../../artefact/index.ts';
import { isMap, type JsonMap, type JsonValue } from '../../compare/differences.ts';
import { formOf } from '../../form-of.ts';
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
  const [statement] = statementsOf(sink['preSql']).filter((each) => clearsAll(each));
  if (statement !== undefined) return { what: place, extent: 'whole', statement };
  if (modeOf(artefact) !== 'overwrite') return undefined;
  const { partition, path, table } = sink;
  const extent = [partition, path, table].some((each) => typeof each === 'string' && OF_A_TIME.test(each))
    ? 'run'
    : 'whole';
  return { what: partition === undefined ? place : say`the partition ${valueWords(partition)} of ${place}`, extent };
}

const OF_A_TIME = /\$\{(?:fire|bizdate|window)\b/;

/** True of a pipeline that adds its rows to those that are there, and takes none of them away before: what comes again is doubled. */
export function addsRows(artefact: Artefact): boolean {
  const { command } = formOf(artefact);
  if (command !== undefined || modeOf(artefact) !== 'append') return false;
  return !statementsOf(sinkOf(artefact)['preSql']).some((each) => /^\s*(?:truncate|drop|delete)\b/i.test(each));
}

/** One, a list, or none. */
export function statementsOf(statements: JsonValue | undefined): readonly string[] {
  const list = Array.isArray(statements) ? statements : [statements];
  return list.filter((each): each is string => typeof each === 'string');
}
