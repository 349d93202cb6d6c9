import { say } from '../../../message/index.ts';
import { valuesUnder } from '../reason.ts';
import type { ValueChange } from '../value-change.ts';
import type { FlinkJob } from './flink-job.ts';
import { isSameChain, type Cause } from './refusals.ts';
import { isKeyedByGroup, isLinked, sumsAlike } from './sums-alike.ts';
import { agree, stepChains } from './step-chains.ts';

/** What a step that keeps rows is found by, or what it keeps depends on. */
const GATHERED = ['/transform', '/source/columns', '/source/where', '/sink/columns', '/sink/mode', '/sink/key'];

/** Why only Flink can tell whether the savepoint of one job fits another, the first that applies. */
export function doubtOf(before: FlinkJob, after: FlinkJob, values: readonly ValueChange[]): Cause | undefined {
  return (
    gathersNow(before, after) ??
    gathersOtherwise(before, after, values) ??
    mayHaveOtherSteps(before, after, values) ??
    otherPlanning(after, values)
  );
}

function gathersNow(before: FlinkJob, after: FlinkJob): Cause | undefined {
  if (before.gathers || !after.gathers) return undefined;
  // the position of the source has its place, and nothing else is in the savepoint
  if (isLinked(before) === true && isLinked(after) === true && before.sink.keeps === undefined) return undefined;
  const why = say`the SQL keeps something of rows now, at first of none that came before, and the source may get another place in the job by it`;
  return { why, at: ['/transform'] };
}

function gathersOtherwise(before: FlinkJob, after: FlinkJob, values: readonly ValueChange[]): Cause | undefined {
  if (!before.gathers || !after.gathers) return undefined;
  const isSame = before.sql?.join(' ') === after.sql?.join(' ');
  const own = sumsAlike(before, after) ? ['/sink/columns', '/sink/mode', ...keyOf(before)] : GATHERED;
  const changed = valuesUnder({ values }, ...own).filter(({ path }) => !isSame || !path.startsWith('/transform'));
  if (changed.length > 0) {
    const why = say`what SQL keeps is found by the place of its step and by its types alone: Flink refuses it, or goes on with values of the earlier SQL`;
    return { why, at: GATHERED };
  }
  // a step with a key stands between what gathers and the sink, and takes no part
  if (before.isSplit === after.isSplit || (after.hasKey && after.sink.keeps === undefined)) return undefined;
  const why = say`another number of tasks than the source’s may give the sink, or the step before it, another place in the job`;
  return { why, at: ['/settings/parallelism', '/sink/options/sink.parallelism'] };
}

/** Another key adds a step in front of the sink where there was none; to take one away is another thing. */
function keyOf(before: FlinkJob): readonly string[] {
  return isKeyedByGroup(before) ? [] : ['/sink/key'];
}

function mayHaveOtherSteps(before: FlinkJob, after: FlinkJob, values: readonly ValueChange[]): Cause | undefined {
  if (before.gathers || after.gathers || valuesUnder({ values }, ...GATHERED, '/settings/parallelism').length === 0)
    return undefined;
  const [was, is] = [stepChains(before), stepChains(after)];
  const hasSource = agree(was, is, ([a], [b]) => a === b);
  const hasSink = before.sink.keeps === undefined ? true : agree(was, is, isSameChain);
  if (hasSource === true && hasSink === true) return undefined;
  return {
    why: say`whether the SQL needs a step of its own is Flink’s to find out, and state is found by the place of its step`,
    at: GATHERED,
  };
}

function otherPlanning(after: FlinkJob, values: readonly ValueChange[]): Cause | undefined {
  const changed = valuesUnder({ values }, '/settings/options').find(({ path }) =>
    // a job that goes row by row has no other steps for these
    (after.gathers ? /\/table\./ : /\/table\.(?:exec\.sink|optimizer)\./).test(path),
  );
  if (changed === undefined) return undefined;
  const key = changed.path.slice('/settings/options/'.length);
  return { why: say`\`${key}\` may give the job other steps`, at: [changed.path] };
}
