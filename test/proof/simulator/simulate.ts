import { createRandomFrom } from '../../../src/runtime/observe/index.ts';
import { FINAL_RUN_STATES, type LaunchRequest } from '../../../src/runtime/ports/index.ts';
import { type JobScript, SUCCEEDED } from '../../support/runtime/scripted-engine.ts';
import { type Seeded, seeded } from '../support/seeded.ts';
import { Verdict } from '../support/verdict.ts';
import { checkWorld } from './check/check-world.ts';
import { Witness } from './check/witness.ts';
import { Holds } from './check/holds.ts';
import { BACKFILL_DEEDS } from './backfills.ts';
import { EDIT_DEEDS } from './edits.ts';
import { DEEDS, type Deed, type Scene } from './happen.ts';
import { PEOPLES_DEEDS, resumeUpstreams } from './people.ts';
import { SimHosts } from './sim-hosts.ts';
import type { Profile } from './profile.ts';
import { FAIR } from './world/link.ts';
import { SharedDatabase } from './world/shared-database.ts';
import { SimBus } from './world/sim-bus.ts';
import { SimClock } from './world/sim-clock.ts';
import { SimFolder } from './world/sim-folder.ts';
import { simEdited } from './world/sim-edited.ts';
import { simLimited } from './world/sim-limited.ts';
import { simRanged } from './world/sim-ranged.ts';
import { freezesEnd, withSimFreezes } from './world/sim-freezes.ts';
import { simExtras, simProject, simRefilled, type SimPipeline } from './world/sim-project.ts';
import { SimRedis } from './world/sim-redis.ts';
import type { SimWorld } from './world/sim-world.ts';

const START = Date.UTC(2026, 2, 2, 10, 0, 17);
const QUIET_PATIENCE_MS = 15 * 60_000;
/** What has just ended may begin something else: whoever follows it is looked for by another process, in its own time. */
const LOOKS_AT_REST = 2;
const STEP_MS = 250;
/** People choose by themselves: what befell a seed before they were there befalls it still. */
const PEOPLE = 0x5eed_0f_a1;
/** As are freezes. */
const FREEZES = 0x5eed_0f_f2;
/** And backfills, with the pipeline that they are of. */
const BACKFILLS = 0x5eed_0f_bf;

/** And edits of schedules, with the pipelines that are edited. */
const EDITS = 0x5eed_0f_ed;
/** And what shares a datasource with a limit. */
const LIMITS = 0x5eed_0f_11;

/** Hears everything that happens, in order. */
export type Trace = (line: string) => void;

/** A seeded history of several processes in one world, under a clock that does not wait; looked at all along and at its end. */
export async function simulate(seed: number, profile: Profile, trace?: Trace): Promise<Verdict> {
  const verdict = new Verdict();
  const choose = seeded(seed);
  const refills = seeded(seed ^ BACKFILLS);
  const editor = seeded(seed ^ EDITS);
  const { freezes, backfills, edits } = profile;
  const drawn = [
    ...simProject(choose, profile.clocks, profile.extras),
    ...(profile.extras ? simExtras(choose) : []),
    ...(backfills === undefined ? [] : [profile.backfilled === 'values' ? simRanged(refills) : simRefilled(refills)]),
    ...(profile.limits === true ? simLimited(seeded(seed ^ LIMITS)) : []),
  ];
  const frozen = freezes === undefined ? drawn : withSimFreezes(seeded(seed ^ FREEZES), drawn, START, freezes);
  const pipelines = [...frozen, ...(edits === undefined ? [] : simEdited(editor))];
  const world = createWorld(choose, pipelines, verdict, trace);
  await world.database.open();
  const hosts = new SimHosts(world, choose.between(...profile.hosts), choose);
  const pass = (ms: number): Promise<void> => passTime(world, ms);
  const people = seeded(seed ^ PEOPLE);
  let beside = false;
  const scene: Scene = { world, hosts, choose, verdict, pass, claimsPassed: () => void (beside = true) };
  try {
    await pass(choose.between(500, 5_000));
    for (let left = choose.between(...profile.deeds); left > 0; left--) {
      await pass(choose.between(200, profile.longestPauseMs));
      if (people.chance(profile.people.chance))
        await happens(people.pick(profile.people.chosen), PEOPLES_DEEDS, { ...scene, choose: people });
      if (backfills !== undefined && refills.chance(backfills.chance))
        await happens(refills.pick(backfills.chosen), BACKFILL_DEEDS, { ...scene, choose: refills });
      if (edits !== undefined && editor.chance(edits.chance))
        await happens(editor.pick(edits.chosen), EDIT_DEEDS, { ...scene, choose: editor });
      await happens(choose.pick(profile.chosen), DEEDS, scene);
    }
    await pass(Math.max(0, freezesEnd(pipelines) - world.clock.now()));
    const last = await quiet(scene);
    await checkWorld({ world, hosts, pipelines, verdict, last, beside });
  } finally {
    for (const life of hosts.lives) life.die();
    await world.database.close();
  }
  return verdict;
}

async function happens(name: string, deeds: Readonly<Record<string, Deed>>, scene: Scene): Promise<void> {
  scene.verdict.count(`deeds: ${name}`);
  scene.world.tell('deed', name);
  await deeds[name]?.(scene);
}

/** The world is well again, and what was due comes to its end; the moment at which it became well. */
async function quiet(scene: Scene): Promise<number> {
  const { world, hosts, pass } = scene;
  world.tell('deed', 'all is well');
  world.folder.state = 'well';
  world.bus.tear = 0;
  hosts.heal();
  const last = world.clock.now();
  const open = FINAL_RUN_STATES.map((state) => `'${state}'`).join();
  let atRest = 0;
  for (let passed = 0; passed < QUIET_PATIENCE_MS && atRest < LOOKS_AT_REST; passed += 5_000) {
    await pass(5_000);
    resumeUpstreams(scene);
    const waiting = world.database.rows(
      `select 1 from sluice_run where fire_time <= ${last} and state not in (${open}) union all
       select 1 from sluice_backfill b where b.state in ('waiting', 'running') and not exists
         (select 1 from sluice_condition c where c.type = 'paused' and c.pipeline = b.pipeline) union all
       select 1 from sluice_event where at <= ${last} and published_at is null limit 1`,
    );
    atRest = waiting.length === 0 && passed >= 10_000 ? atRest + 1 : 0;
  }
  return last;
}

/** Time goes on in steps: a process that ran into its trap is found dead soon. */
async function passTime({ clock }: SimWorld, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= STEP_MS) await clock.advance(Math.min(STEP_MS, left));
}

function createWorld(
  choose: Seeded,
  pipelines: readonly SimPipeline[],
  verdict: Verdict,
  trace: Trace | undefined,
): SimWorld {
  const clock = new SimClock(START);
  const database = new SharedDatabase();
  const folder = new SimFolder(pipelines);
  const holds = new Holds({ database, folder, clock }, pipelines, verdict);
  const witness = new Witness(database, folder, holds, verdict);
  const luck = seeded(choose.between(0, 1e9));
  return {
    clock,
    database,
    folder,
    redis: new SimRedis(clock),
    bus: new SimBus(luck),
    random: createRandomFrom((count) => Uint8Array.from({ length: count }, () => luck.between(0, 255))),
    luck,
    leases: choose.pick(['store', 'redis', 'fallback'] as const),
    weather: FAIR,
    script: (request) => scriptOf(luck, pipelines, request),
    cluster: new Map(),
    holds,
    witness: (life) => witness.of(life),
    tell: (life, message, fields) =>
      trace?.(
        `${((clock.now() - START) / 1_000).toFixed(3).padStart(8)} ${life.padEnd(5)} ${message}${fields === undefined ? '' : ` ${JSON.stringify(fields)}`}`,
      ),
  };
}

function scriptOf(
  luck: Seeded,
  pipelines: readonly SimPipeline[],
  { artefact, fireTime, cursor: after }: LaunchRequest,
): JobScript {
  const { name } = artefact.pipeline;
  const of = pipelines.find((one) => one.name === name);
  const durationMs = luck.between(...(of?.takes ?? [1, 1]));
  if (luck.chance(of?.fails ?? 0)) {
    const reason = { code: 'JOB_FAILED', message: 'as the seed says', retryable: true };
    return { durationMs, end: { state: 'failed', metrics: {}, reason } };
  }
  // Rows are read from the cursor on, so that none of them lies before it, whatever fire the run is of.
  const newest = String(Math.max(fireTime, Number(after ?? 0)));
  const cursor = of?.pipeline.incremental === undefined ? {} : { cursor: newest };
  return { durationMs, end: { ...SUCCEEDED, ...cursor } };
}
