import { say, type Message } from '../../../message/index.ts';
import { isUpdated, valuesUnder, type ChangedPipeline, type UpdatedPipeline } from '../reason.ts';
import { withoutRenamedDatasources } from '../renamed-datasource.ts';
import { isStream } from '../stream-start.ts';
import { doubtOf } from './doubts.ts';
import { flinkJobOf, type FlinkJob } from './flink-job.ts';
import { judgeLaunched } from './judge-launched.ts';
import { refusalOf, type Cause } from './refusals.ts';
import { whatIsKept } from './what-is-kept.ts';

/** What becomes of the state of a stream when the changed one starts from it. */
export interface Restore {
  /**
   * `kept`: it goes on where the stream stopped. `lost`: it does not. `unsure`: that is seen only when it is started.
   */
  readonly verdict: 'kept' | 'lost' | 'unsure';
  /** Why, as a whole sentence; of `kept` what that means. */
  readonly sentence: Message;
  /** Of `kept`: what SQL keeps of rows is not all that it would have kept from the beginning. */
  readonly isPart?: boolean;
  /** Pointers of the values that make it so; empty = all that the job is made of. */
  readonly at: readonly string[];
  /** The jobs, where both are of Flink SQL. */
  readonly jobs?: { readonly before: FlinkJob; readonly after: FlinkJob };
}

/** Everything that the job of a stream is made of. */
export const JOB = ['/source', '/transform', '/sink', '/settings', '/datasources', '/engine', '/schedule/kind'];

/** Engines whose streams keep a position. */
const KEEPING = new Set(['flink-sql', 'flinkx', 'chunjun']);

/**
 * Judges a changed stream by both its pipelines. What is said of Flink SQL was tried on Flink 1.20.3, change by change
 * (docs/engines/flink-state.md).
 *
 * @returns undefined where there is no state, or the job is the same.
 */
export function judgeRestore(change: ChangedPipeline): Restore | undefined {
  if (!isUpdated(change) || !isStream(change.before)) return undefined;
  const known = judged.get(change);
  if (known !== undefined) return known;
  const restore = judge(change);
  if (restore !== undefined) judged.set(change, restore);
  return restore;
}

/** Several reasons ask for one change. */
const judged = new WeakMap<ChangedPipeline, Restore>();

function judge(change: UpdatedPipeline): Restore | undefined {
  const { before, after, facts } = change;
  const values = withoutRenamedDatasources(change, valuesUnder(change, ...JOB));
  const [was, is] = [before.engine.type, after.engine.type];
  if (values.length === 0 || !KEEPING.has(was)) return undefined;
  if (was !== is) {
    const sentence = say`\`${is}\` reads nothing of what \`${was}\` has kept of the stream`;
    return { verdict: 'lost', sentence, at: ['/engine'] };
  }
  if (after.pipeline.schedule.kind !== 'continuous') {
    const sentence = say`runs that end do not go by what the stream has kept`;
    return { verdict: 'lost', sentence, at: ['/schedule/kind'] };
  }
  if (was !== 'flink-sql') return judgeLaunched(change);
  const jobs = { before: flinkJobOf(before, facts.specOf), after: flinkJobOf(after, facts.specOf) };
  if (jobs.before === undefined || jobs.after === undefined) return undefined;
  return judgeFlinkSql(change, { before: jobs.before, after: jobs.after });
}

function judgeFlinkSql(
  change: UpdatedPipeline,
  jobs: { readonly before: FlinkJob; readonly after: FlinkJob },
): Restore | undefined {
  const { before, after } = jobs;
  // a source that ends has no position to go on from
  if (before.source.keeps === undefined) return undefined;
  if (before.source.connector !== after.source.connector) {
    const sentence = say`the last savepoint holds the position of \`${before.source.connector}\`, which a source \`${after.source.connector}\` passes over without a word`;
    return { verdict: 'lost', sentence, at: ['/source/connector', '/source/datasource'], jobs };
  }
  const refusal = refusalOf(before, after);
  if (refusal !== undefined)
    return { verdict: 'lost', sentence: say`Flink refuses the last savepoint: ${refusal.why}`, at: refusal.at, jobs };
  const doubt = engineDoubt(change) ?? doubtOf(before, after, change.values);
  if (doubt !== undefined)
    return {
      verdict: 'unsure',
      sentence: say`whether the last savepoint fits is seen only when a job starts from it: ${doubt.why}`,
      at: doubt.at,
      jobs,
    };
  const goesOn = say`a job that starts from the last savepoint goes on where the stream stopped`;
  const note = whatIsKept(before, after, change.values);
  return {
    verdict: 'kept',
    sentence: note === undefined ? goesOn : say`${goesOn}; ${note}`,
    isPart: note !== undefined,
    at: [],
    jobs,
  };
}

function engineDoubt(change: UpdatedPipeline): Cause | undefined {
  if (valuesUnder(change, '/engine/version').length > 0)
    return {
      why: say`Flink does not promise that state of SQL outlives another minor version`,
      at: ['/engine/version'],
    };
  if (valuesUnder(change, '/engine/url').length === 0) return undefined;
  return { why: say`another cluster has to reach the directory that it is in`, at: ['/engine/url'] };
}
