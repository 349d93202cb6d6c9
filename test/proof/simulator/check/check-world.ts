import type { RunRecord } from '../../../../src/runtime/ports/index.ts';
import { AUDIT_TOPIC, RUNS_TOPIC } from '../../../../src/runtime/ports/index.ts';
import { createSqliteBackend } from '../../../../src/runtime/store/sqlite/sqlite-backend.ts';
import { assembleStore } from '../../../../src/runtime/store/assemble-store.ts';
import { brokenChains } from '../../../support/event-chain.ts';
import { seeded } from '../../support/seeded.ts';
import type { Verdict } from '../../support/verdict.ts';
import { Gate } from '../life/gate.ts';
import type { SimHosts } from '../sim-hosts.ts';
import { Link } from '../world/link.ts';
import { EDITED } from '../world/sim-edited.ts';
import { REFILLED, type SimPipeline } from '../world/sim-project.ts';
import { RANGED } from '../world/sim-ranged.ts';
import type { SimWorld } from '../world/sim-world.ts';
import { checkBackfills, checkJobsBesideBackfills } from './check-backfills.ts';
import { checkOutcomes } from './check-outcomes.ts';
import { checkPools } from './check-pools.ts';
import { checkEdited } from './check-edited.ts';
import { checkOverlap } from './check-overlap.ts';
import { checkRanges } from './check-ranges.ts';
import { checkDeadlines } from './check-deadlines.ts';
import { checkFreezes } from './check-freezes.ts';
import { checkLedger, delayOf } from './check-ledger.ts';
import { checkClockedMisfires, checkFollowingMisfires } from './check-misfires.ts';
import { checkRest } from './check-rest.ts';
import { checkFollower, checkJobs, checkPatient, checkWaiter, type JobSpan } from './check-order.ts';
import { checkRollbacks } from './check-rollbacks.ts';
import { checkTold } from './check-told.ts';
import { movesOfRuns } from './run-moves.ts';
import { pinsIn } from './pins-in.ts';
import { allEvents, allRuns } from './sim-record.ts';

/** A history that has come to rest. */
export interface Rested {
  readonly world: SimWorld;
  readonly hosts: SimHosts;
  readonly pipelines: readonly SimPipeline[];
  readonly verdict: Verdict;
  /** Fires and events up to here must be over and published. */
  readonly last: number;
  /** Jobs that end with their process may have run beside the attempt that came after them: at least once, not once. */
  readonly beside: boolean;
}

/** Holds what the store, the bus and the engine have at the end against what they must have. */
export async function checkWorld(rested: Rested): Promise<void> {
  const { world, hosts, pipelines, verdict, last, beside } = rested;
  verdict.count('virtual seconds', Math.round(world.clock.monotonic() / 1_000));
  for (const { life } of hosts.all) life.die();
  const store = readerOf(world);
  const runs = await allRuns(store);
  const jobs = jobsOf(rested);
  const clocks = new Map(
    world.database
      .rows('select pipeline, next_fire_time as next from sluice_deployment')
      .map(({ pipeline, next }) => [String(pipeline), Number(next)]),
  );
  const stopped = new Set(
    world.database.rows("select id from sluice_run where cancel_actor like 'person-%'").map(({ id }) => String(id)),
  );
  const told = await allEvents(store, RUNS_TOPIC);
  const moves = movesOfRuns(told);
  const toldAt = new Map(told.map(({ event }, place): [string, number] => [String(event.data['run']), place]));
  const audit = await allEvents(store, AUDIT_TOPIC);
  const formOf = (digest: string): SimPipeline | undefined => world.folder.formOf(digest);
  const asked = new Set(
    world.database.rows('select id from sluice_run where cancel_requested_at is not null').map(({ id }) => String(id)),
  );
  checkOverlap(told, { formOf, asked }, verdict);
  const formOfRun = new Map(runs.map(({ id, artefactDigest }) => [id, formOf(artefactDigest)]));
  const backfilled = new Set(runs.flatMap(({ id, trigger }) => (trigger === 'backfill' ? [id] : [])));
  for (const one of pipelines) {
    const known = {
      until: last,
      next: clocks.get(one.name) ?? 0,
      isPaused: world.holds.paused.includes(one.name),
      skipped: world.holds.skipped.filter(({ pipeline }) => pipeline === one.name),
      stopped,
    };
    // Of one that comes and goes nobody can say when it was to fire.
    if (isEdited(one)) checkEdited(one.name, runs, { audit, formOf, until: last, stopped }, verdict);
    else if (one.name !== 'fleeting' && !world.folder.wasRemoved(one.name)) checkLedger(one, runs, known, verdict);
    if (one.name === RANGED) checkRanges(world.database, runs, audit, verdict);
    checkFreezes(one, runs, delayOf(one), moves, verdict);
    if (!isEdited(one)) {
      checkDeadlines(one, runs, delayOf(one), moves, verdict);
      checkClockedMisfires(one, runs, delayOf(one), verdict);
    }
    checkFollowingMisfires(one, runs, verdict);
    checkBackfills(
      one,
      runs,
      {
        ...known,
        database: world.database,
        events: told,
        promised: one.name === REFILLED || one.name === RANGED ? hosts.promisedBackfills : new Set(),
      },
      verdict,
    );
    if (!beside || one.engine === 'command') {
      checkJobs(
        one,
        jobs.filter(({ run }) => !backfilled.has(run)),
        ({ run }) => formOfRun.get(run)?.pipeline.overlap === 'allow',
        verdict,
      );
      checkJobsBesideBackfills(one, jobs, backfilled, verdict);
    }
    // What is paused has yet to look at what succeeded meanwhile.
    if ((one.name === 'follower' || one.name === 'after-any') && !known.isPaused)
      checkFollower(one, runs, last, verdict);
    const upstream = pipelines.find(({ name }) => name === one.pipeline.dependsOn?.[0]);
    if (one.name === 'patient') {
      const upstreams = pipelines.filter(({ name }) => one.pipeline.dependsOn?.includes(name));
      checkPatient(one, upstreams, runs, toldAt, verdict);
    }
    if (one.name === 'waiter' && upstream !== undefined) checkWaiter(one, upstream, runs, verdict);
  }
  checkOutcomes(runs, world.cluster, verdict);
  checkPromises(rested, runs);
  checkDesired(rested);
  for (const topic of [RUNS_TOPIC, AUDIT_TOPIC] as const) {
    const events = await allEvents(store, topic);
    verdict.count('events', events.length);
    if (topic === RUNS_TOPIC)
      checkPools(
        events.map(({ event }) => event),
        formOf,
        verdict,
      );
    if (topic === AUDIT_TOPIC) {
      checkRollbacks(hosts.rollbacks, events, verdict);
      checkTold(hosts.told, events, verdict);
    }
    verdict.broken.push(...brokenChains(events).map((problem) => `store: ${problem}`));
    // One that was deleted is missed by whoever publishes to it next.
    if (world.bus.isDeleted(topic)) continue;
    const published = world.bus.records(topic);
    verdict.broken.push(...brokenChains(published).map((problem) => `bus: ${problem}`));
    const come = new Set(published.map(({ id }) => id));
    verdict.count('events published again', published.length - come.size);
    const missing = events.filter(({ id, event }) => event.at <= last && !come.has(id));
    if (missing.length > 0) verdict.lost.push(`${missing.length} events of ${topic} are not on the bus`);
    const known = new Set(events.map(({ id }) => id));
    const foreign = [...come].filter((id) => !known.has(id));
    if (foreign.length > 0) verdict.broken.push(`${foreign.length} events of ${topic} are on the bus alone`);
  }
  await checkRest(store, world, verdict);
}

/** Its schedule and its policies are other ones from one moment on. */
function isEdited({ name }: SimPipeline): boolean {
  return EDITED.some((one) => one === name);
}

/** What people were told is on record is there. */
function checkPromises({ hosts, verdict }: Rested, runs: readonly RunRecord[]): void {
  const ids = new Set(runs.map(({ id }) => id));
  for (const id of hosts.promised) if (!ids.has(id)) verdict.lost.push(`run ${id} was promised and is not on record`);
}

/** After quiet, what is deployed is what the files say, and nothing else is; but for what a person holds back against just that. */
function checkDesired({ world, verdict }: Rested): void {
  const rows = world.database.rows(
    "select pipeline, artefact_digest as digest from sluice_deployment where state <> 'deleted'",
  );
  const deployed = new Map(rows.map(({ pipeline, digest }) => [String(pipeline), String(digest)]));
  const pins = new Map(pinsIn(world.database).map((pin) => [pin.pipeline, pin]));
  verdict.count('pins at rest', pins.size);
  for (const [name, digest] of world.folder.wanted) {
    const pin = pins.get(name);
    if (pin !== undefined && pin.refused !== digest)
      verdict.broken.push(`${name} is held against what the files say no more`);
    if (pin?.refused === digest) deployed.delete(name);
    else if (deployed.get(name) !== digest) verdict.broken.push(`${name} is not deployed as the files say`);
    deployed.delete(name);
  }
  for (const name of world.holds.kept) {
    if (world.folder.wanted.has(name)) verdict.broken.push(`${name} is kept although the files have it`);
    deployed.delete(name);
  }
  verdict.count('kept at rest', world.holds.kept.size);
  verdict.count('paused at rest', world.holds.paused.length);
  for (const name of deployed.keys()) verdict.broken.push(`${name} is deployed and not in the files`);
}

/** Our own reading of the store, over a way on which nothing goes wrong. */
function readerOf({ database, clock }: SimWorld) {
  const peer = { name: 'store', failure: 'STORE_UNREACHABLE', patienceMs: 1 } as const;
  const link = new Link(peer, new Gate(() => undefined), clock, seeded(1));
  link.weather = { delayMs: [0, 0], drop: 0, loseAnswer: 0, duplicate: 0 };
  const backend = createSqliteBackend(
    ':memory:',
    database.reach(link, () => undefined),
  );
  return assembleStore({ backend, clock });
}

function jobsOf({ world, hosts }: Rested): readonly JobSpan[] {
  const now = world.clock.now();
  const clusters = [
    { jobs: world.cluster, diedAt: undefined },
    ...hosts.lives.map(({ jobs, diedAt }) => ({ jobs, diedAt })),
  ];
  return clusters.flatMap(({ jobs, diedAt }) =>
    [...jobs].map(([name, { request, script, startedAt, stoppedAt }]) => ({
      pipeline: request.artefact.pipeline.name,
      name,
      run: request.runId,
      from: startedAt,
      to: Math.min(startedAt + script.durationMs, stoppedAt ?? now, diedAt ?? now),
    })),
  );
}
