import {
  FINAL_RUN_STATES,
  type AttemptRecord,
  type EngineJob,
  type EngineLook,
  type RunRecord,
} from '../ports/index.ts';
import type { DriftFact, UnseenFact } from './drift-fact.ts';
import type { Vantage } from './vantage.ts';

/** One engine, what it was seen to run, and what is on record for it. */
export interface ComparedEngine {
  readonly name: string;
  readonly look: EngineLook;
  /** Runs of it that are not over. */
  readonly runs: readonly RunRecord[];
  /** Runs of every engine, by id: those that are not over, and those that live jobs name. */
  readonly runById: ReadonlyMap<string, RunRecord>;
  /** The name of the engine that a run is on; undefined where its artefact is not there. */
  readonly engineOf: (run: RunRecord) => string | undefined;
  /** True of another project or environment, whose jobs are not ours to judge. */
  readonly isForeign: (of: { readonly project: string; readonly environment: string }) => boolean;
  /** The artefact that is deployed where the run goes on with another, and goes on until it is stopped. */
  readonly newerArtefact: (run: RunRecord) => string | undefined;
  readonly vantage: Vantage;
}

/** What an engine runs against the runs on record. Pure. */
export function compareJobs(compared: ComparedEngine): {
  readonly facts: readonly DriftFact[];
  readonly unseen: readonly UnseenFact[];
} {
  const { look, runs, vantage } = compared;
  const jobs = new Map(look.jobs.map((job) => [job.id, job]));
  const facts = look.jobs.flatMap((job) => (job.state === 'live' ? driftOfJob(job, compared) : []));
  const hosts: string[] = [];
  for (const run of runs) {
    const attempt = openAttempt(run);
    if (run.state !== 'running' || attempt === undefined) continue;
    const sight = vantage.sightOf(attempt, look.reach);
    const job = jobs.get(attempt.engineRef.id);
    if (job?.state === 'live') facts.push(...driftOfArtefact(run, attempt, compared));
    else if (sight.kind === 'elsewhere') hosts.push(sight.host);
    else if (sight.kind === 'seen') facts.push(driftOfEnd(run, attempt, job, engineNameOf(run, compared)));
  }
  if (hosts.length === 0) return { facts, unseen: [] };
  const names = [...new Set(hosts)].sort();
  return { facts, unseen: [{ kind: 'elsewhere', engine: compared.name, hosts: names, runs: hosts.length }] };
}

/** The attempt that a run is in. */
export function openAttempt({ attempts }: RunRecord): AttemptRecord | undefined {
  return attempts.find(({ finishedAt }) => finishedAt === undefined);
}

/** A live job against the run that its name speaks of. */
function driftOfJob(job: EngineJob, compared: ComparedEngine): readonly DriftFact[] {
  const { look, runById, isForeign } = compared;
  if (job.owner !== undefined && isForeign(job.owner)) return [];
  const told = { job: job.id, jobName: job.name, ...(job.since === undefined ? {} : { since: job.since }) };
  const run = job.run === undefined ? undefined : runById.get(job.run.id);
  if (run === undefined) {
    const named = job.run === undefined ? {} : { run: job.run.id };
    return [{ reason: 'JOB_STRAY', pipeline: job.pipeline ?? job.name, engine: compared.name, ...told, ...named }];
  }
  if (isForeign(run)) return [];
  const open = openAttempt(run);
  if (open?.engineRef.id === job.id) return [];
  const { id, pipeline, state } = run;
  const about = { pipeline, engine: engineNameOf(run, compared), ...told, run: id };
  if (FINAL_RUN_STATES.includes(state)) return [{ reason: 'JOB_ORPHANED', ...about, recorded: state }];
  const recordedJob = look.jobs.find((each) => each.id === open?.engineRef.id);
  if (recordedJob?.state === 'live') return [{ reason: 'JOB_DOUBLED', ...about, recorded: recordedJob.id }];
  const attempt = run.attempts.find(({ engineRef, number }) => engineRef.id === job.id || number === job.run?.attempt);
  if (attempt?.finishedAt === undefined) return [{ reason: 'JOB_STRAY', ...about }];
  return [{ reason: 'JOB_ORPHANED', ...about, attempt: attempt.number, recorded: attempt.state }];
}

function driftOfArtefact(
  run: RunRecord,
  { engineRef: { id: job } }: AttemptRecord,
  compared: ComparedEngine,
): readonly DriftFact[] {
  const recorded = compared.newerArtefact(run);
  if (recorded === undefined) return [];
  const { id, pipeline, artefactDigest: found } = run;
  return [{ reason: 'JOB_OUTDATED', pipeline, engine: engineNameOf(run, compared), run: id, job, recorded, found }];
}

/** A run that is running on record, and has no live job. */
function driftOfEnd(
  { id, pipeline }: RunRecord,
  { number: attempt, engineRef }: AttemptRecord,
  job: EngineJob | undefined,
  engine: string,
): DriftFact {
  const about = { pipeline, engine, run: id, attempt, job: engineRef.id, recorded: 'running' };
  return job === undefined ? { reason: 'JOB_MISSING', ...about } : { reason: 'JOB_ENDED', ...about, found: job.state };
}

function engineNameOf(run: RunRecord, { engineOf, name }: ComparedEngine): string {
  return engineOf(run) ?? name;
}
