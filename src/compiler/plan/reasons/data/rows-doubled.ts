import { say, type Message } from '../../../../message/index.ts';
import type { Artefact } from '../../../artefact/index.ts';
import { loadedDays, loadsDays } from '../../loaded-days.ts';
import type { Finding } from '../../plan.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason, type UpdatedPipeline } from '../../reason.ts';
import { isStream } from '../../stream-start.ts';
import { changeOverOf } from '../run-time/periods-at-change-over.ts';
import { addsRows, sinkOf } from '../../ends/how-rows-arrive.ts';
import { valueWords } from '../../ends/value-words.ts';
import { modeOf, whatRunsRead } from '../../ends/what-runs-read.ts';

/** One way in which rows that come again are in the target twice. */
type Cause = (
  change: UpdatedPipeline,
) => { readonly consequence: Message; readonly paths: readonly string[] } | undefined;

/** Rows that were in the target once, and may be there more often from then on. */
export const rowsDoubled: Reason = {
  reason: 'ROWS_DOUBLED',
  find(change) {
    if (!isUpdated(change)) return [];
    return CAUSES.flatMap((cause): Omit<Finding, 'reason'>[] => {
      const found = cause(change);
      return found === undefined ? [] : [{ meaning: 'data-affecting', ...found }];
    });
  },
};

/** All rows once more with each run: it adds them, and reads from the beginning. */
const byEachRun: Cause = (change) => {
  const { before, after, deployed } = change;
  if (!addsAllEachTime(after) || addsAllEachTime(before)) return undefined;
  const paths = pathsOf(valuesUnder(change, '/sink/mode', '/sink/preSql', '/source/incremental', '/source/where'));
  const cursor = before.pipeline.incremental === undefined ? undefined : deployed?.cursor;
  return {
    consequence:
      cursor === undefined
        ? say`each run adds all rows that it reads: those that are in the target already are there once more`
        : say`each run adds all rows that it reads: those up to the cursor ${cursor}, which are in the target already, are there once more`,
    paths,
  };
};

/** Rows that only a second reading doubles. */
const byReadingAgain: Cause = (change) => {
  const { before, after } = change;
  if (!addsRows(after) || addsRows(before) || addsAllEachTime(after)) return undefined;
  return {
    consequence: isStream(after)
      ? say`rows that the stream reads again after a failure, since its last checkpoint, are in the target twice`
      : whatRunsRead(after) === 'period'
        ? say`the rows of a fire that is run again are in the target twice`
        : say`rows that are read again, as after a cursor that is set back, are in the target twice`,
    paths: pathsOf(valuesUnder(change, '/sink/mode', '/sink/preSql')),
  };
};

const byTryingAgain: Cause = (change) => {
  const { before, after } = change;
  if (!addsWithRetries(after) || addsWithRetries(before)) return undefined;
  return {
    consequence: say`a run that fails half way and is tried again adds once more what the failed attempt had written`,
    paths: pathsOf(valuesUnder(change, '/retry/attempts', '/sink/mode')),
  };
};

const byLoadingAgain: Cause = (change) => {
  const { before, after, firing, facts } = change;
  if (!addsRows(after)) return undefined;
  if (changeOverOf(change)?.kind === 'again')
    return { consequence: say`the rows that its first run loads again are in the target twice`, paths: [] };
  if (!loadsDays(before) || !loadsDays(after)) return undefined;
  const was = loadedDays(firing.before, before.pipeline.schedule.timeZone, facts.now);
  const is = loadedDays(firing.after, after.pipeline.schedule.timeZone, facts.now);
  if (was === undefined || is === undefined || is.fires <= Math.max(1, was.fires)) return undefined;
  return { consequence: say`each of the ${is.fires} runs of a day adds the rows of that day once more`, paths: [] };
};

const byAnotherCursor: Cause = (change) => {
  const [was, is] = [change.before.pipeline.incremental, change.after.pipeline.incremental];
  if (was === undefined || is === undefined || was.column === is.column || !addsRows(change.after)) return undefined;
  return {
    consequence: say`rows that are read again by \`${is.column}\` are in the target twice`,
    paths: pathsOf(valuesUnder(change, '/source/incremental')),
  };
};

/** Fewer rows are taken for the same. */
const byAnotherKey: Cause = (change) => {
  const [was, is] = [keyOf(change.before), keyOf(change.after)];
  const added = is.filter((name) => !was.includes(name));
  if (was.length === 0 || modeOf(change.after) === 'append' || modeOf(change.before) === 'append') return undefined;
  const paths = pathsOf(valuesUnder(change, '/sink/key'));
  if (is.length === 0 && paths.length > 0)
    return {
      consequence: say`no key says which rows are the same: a row that comes again is in the target twice, unless a unique index there keeps it from that`,
      paths,
    };
  if (added.length === 0) return undefined;
  return {
    consequence: say`a row whose ${valueWords(added)} changes is in the target twice: by ${valueWords(is)} it is another one`,
    paths,
  };
};

const CAUSES: readonly Cause[] = [
  byEachRun,
  byReadingAgain,
  byTryingAgain,
  byLoadingAgain,
  byAnotherCursor,
  byAnotherKey,
];

function addsAllEachTime(artefact: Artefact): boolean {
  return addsRows(artefact) && !isStream(artefact) && whatRunsRead(artefact) === 'all';
}

/** The local engine takes back what a failed attempt has added. */
function addsWithRetries(artefact: Artefact): boolean {
  return artefact.pipeline.retry.attempts > 1 && artefact.engine.type !== 'local' && addsRows(artefact);
}

function keyOf(artefact: Artefact): readonly string[] {
  const { key } = sinkOf(artefact);
  return Array.isArray(key) ? key.filter((each) => typeof each === 'string') : [];
}
