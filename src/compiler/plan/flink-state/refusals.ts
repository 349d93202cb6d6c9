import { say, type Message } from '../../../message/index.ts';
import type { FlinkJob } from './flink-job.ts';
import { maxParallelismOf } from './max-parallelism.ts';
import { isLinked } from './sums-alike.ts';
import { agree, stepChains } from './step-chains.ts';

/** Why something is so, and the pointers of the values that make it so. */
export interface Cause {
  readonly why: Message;
  readonly at: readonly string[];
}

const STEPS = ['/source/where', '/source/columns', '/sink/columns', '/sink/mode', '/sink/key', '/transform'];
const OTHER_TASKS: Cause = {
  why: say`another number of tasks than the source’s gives the sink another place in the job, by which Flink finds its state`,
  at: ['/settings/parallelism', '/sink/options/sink.parallelism'],
};
const TTL = 'table.exec.state.ttl';

/** Why Flink refuses the savepoint of one job for another, the first that applies: each was seen on 1.20.3. */
export function refusalOf(before: FlinkJob, after: FlinkJob): Cause | undefined {
  return (
    idsOfEachStart(before, after) ??
    chainingSwitched(before, after) ??
    otherMaximum(before, after) ??
    sinkGone(before, after) ??
    gatheringGone(before, after) ??
    otherIds(before, after) ??
    otherLink(before, after) ??
    miniBatch(before, after) ??
    timeToLive(before, after)
  );
}

function idsOfEachStart(before: FlinkJob, after: FlinkJob): Cause | undefined {
  const key = 'table.exec.uid.generation';
  if (![before, after].some(({ options }) => String(options[key]).toUpperCase() === 'ALWAYS')) return undefined;
  return { why: say`with \`${key}\` ALWAYS each start gives its steps other ids`, at: [optionAt(key)] };
}

function chainingSwitched(before: FlinkJob, after: FlinkJob): Cause | undefined {
  if (before.isChained === after.isChained) return undefined;
  const why = say`steps that are chained have another place in the job than those that are not, and Flink finds their state by it`;
  return { why, at: [optionAt('pipeline.operator-chaining'), optionAt('pipeline.operator-chaining.enabled')] };
}

function otherMaximum(before: FlinkJob, after: FlinkJob): Cause | undefined {
  const most = maxParallelismOf(before);
  if (after.maxParallelism !== undefined && after.maxParallelism !== most) {
    const why = say`it was taken with a maximum parallelism of ${most}, and the job has one of ${after.maxParallelism}`;
    return { why, at: [optionAt('pipeline.max-parallelism')] };
  }
  if (after.parallelism <= most) return undefined;
  const why = say`it was taken with a maximum parallelism of ${most}, and ${after.parallelism} tasks are more`;
  return { why, at: ['/settings/parallelism'] };
}

function sinkGone(before: FlinkJob, after: FlinkJob): Cause | undefined {
  if (before.sink.keeps === undefined || after.sink.connector === before.sink.connector) return undefined;
  const why = say`it holds the state of a sink \`${before.sink.connector}\`, which the job has no more`;
  return { why, at: ['/sink/connector', '/sink/datasource'] };
}

function gatheringGone(before: FlinkJob, after: FlinkJob): Cause | undefined {
  if (!before.gathers || after.gathers) return undefined;
  return {
    why: say`it holds what the earlier SQL has kept of rows, and the job has no place for that`,
    at: ['/transform'],
  };
}

/** The source, or a sink with state, is found by the steps around it. */
function otherIds(before: FlinkJob, after: FlinkJob): Cause | undefined {
  if (before.gathers !== after.gathers) return undefined;
  const isSplitAnew = before.isSplit !== after.isSplit;
  // of steps that gather only the number of tasks behind them is known
  if (before.gathers) return isSplitAnew && before.sink.keeps !== undefined ? OTHER_TASKS : undefined;
  const [was, is] = [stepChains(before), stepChains(after)];
  if (agree(was, is, ([a], [b]) => a === b) === false) {
    if (!isSplitAnew)
      return {
        why: say`a step comes or goes behind the source (a filter, a key, other columns), and Flink finds the position of the source by its place in the job`,
        at: STEPS,
      };
    const why = after.isSplit
      ? say`a sink with another number of tasks than the source gives the source another place in the job, by which Flink finds its position`
      : say`a sink with as many tasks as the source gives the source another place in the job, by which Flink finds its position`;
    return { why, at: OTHER_TASKS.at };
  }
  if (before.sink.keeps === undefined || agree(was, is, isSameChain) !== false) return undefined;
  if (isSplitAnew) return OTHER_TASKS;
  const why = say`a step comes or goes in front of the sink (a filter, a key, other columns), and Flink finds the state of the sink by its place in the job`;
  return { why, at: STEPS };
}

/** True where each step has the same place. */
export function isSameChain(was: readonly boolean[], is: readonly boolean[]): boolean {
  return was.length === is.length && was.every((chained, step) => chained === is[step]);
}

/** What is summed is taken from the source itself, or from a step behind it that picks columns or filters. */
function otherLink(before: FlinkJob, after: FlinkJob): Cause | undefined {
  const [was, is] = [isLinked(before), isLinked(after)];
  if (!after.gathers || was === undefined || is === undefined || was === is) return undefined;
  const why = is
    ? say`a step comes behind the source, as not all of its columns are summed as they are any more, and Flink finds the position of the source by its place in the job`
    : say`all columns of the source are summed as they are, without a step behind it that picks some, and Flink finds the position of the source by its place in the job`;
  return { why, at: ['/transform', '/source/where', '/source/columns'] };
}

const MINI_BATCH = 'table.exec.mini-batch.enabled';

function miniBatch(before: FlinkJob, after: FlinkJob): Cause | undefined {
  const isOn = ({ options }: FlinkJob): boolean => String(options[MINI_BATCH]).toLowerCase() === 'true';
  if (before.query?.groups === undefined || after.query?.groups === undefined || isOn(before) === isOn(after))
    return undefined;
  return { why: say`\`${MINI_BATCH}\` gives sums other steps`, at: [optionAt(MINI_BATCH)] };
}

function timeToLive(before: FlinkJob, after: FlinkJob): Cause | undefined {
  if (!after.gathers || (before.options[TTL] === undefined) === (after.options[TTL] === undefined)) return undefined;
  return { why: say`what SQL keeps has another type with \`${TTL}\` than without`, at: [optionAt(TTL)] };
}

/** The pointer of a setting of Flink's own. */
export function optionAt(key: string): string {
  return `/settings/options/${key}`;
}
