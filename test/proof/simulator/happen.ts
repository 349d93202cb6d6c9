import { AUDIT_TOPIC, RUNS_TOPIC } from '../../../src/runtime/ports/index.ts';
import type { Seeded } from '../support/seeded.ts';
import type { Verdict } from '../support/verdict.ts';
import type { Fate } from './life/gate.ts';
import { PEER_NAMES, type SimLife } from './life/sim-life.ts';
import type { SimHosts } from './sim-hosts.ts';
import { FAIR, FOUL } from './world/link.ts';
import type { SimWorld } from './world/sim-world.ts';

/** A process that is frozen or cut off for longer may lose its claims, and a job that ended with it may then run beside another. */
const LONGEST_ABSENCE_MS = 14_000;
/** Longer than a claim holds without a beat. */
const LONG_ABSENCES_MS = [31_000, 50_000] as const;

/** Points at which processes die and freeze rather than anywhere: just before or just after what must not be done by halves. */
const POINTS = [
  /^/,
  /^store\.(recordFire|applyChanges|finishAttempt|startAttempt|claimRuns|adoptRun|markPublished)/,
  /^store\.(recordFires?|finishAttempt|startAttempt|markPublished|nextFence|acquireLease):after/,
  /^(redis|bus|engine|source)\./,
  /^store\.(open|madeAt|other)/,
  /^store\.(rollBackDeployment|undoRollback|releasePins):(before|after)/,
] as const;

/** One thing that is done to the world. Resolves when it is over, or has been set going. */
export type Deed = (scene: Scene) => Promise<void>;

/** What deeds are done to. */
export interface Scene {
  readonly world: SimWorld;
  readonly hosts: SimHosts;
  readonly choose: Seeded;
  readonly verdict: Verdict;
  pass(ms: number): Promise<void>;
  /** A claim may have passed while its process was away, and what that process ran went on beside a new attempt. */
  claimsPassed(): void;
}

export const DEEDS: Readonly<Record<string, Deed>> = {
  kill: async (scene) => {
    const { hosts, choose } = scene;
    const host = hosts.any(choose);
    spring(scene, host.life, 'die');
    await scene.pass(choose.between(50, 3_000));
    host.kill();
    await scene.pass(choose.pick([0, 300, 300, 5_000, 40_000]));
    host.start();
  },
  'kill young': async (scene) => {
    const host = scene.hosts.any(scene.choose);
    host.kill();
    host.start();
    spring(scene, host.life, 'die');
    await scene.pass(scene.choose.between(10, 400));
    host.kill();
    host.start();
  },
  'black out': async (scene) => {
    for (const host of scene.hosts.all) host.kill();
    await scene.pass(scene.choose.between(1_000, 45_000));
    for (const host of scene.hosts.all) host.start();
  },
  freeze: async (scene) => {
    const { life } = scene.hosts.any(scene.choose);
    spring(scene, life, 'freeze');
    await scene.pass(scene.choose.between(100, LONGEST_ABSENCE_MS));
    life.gate.thaw();
  },
  'freeze for long': async (scene) => {
    const { life } = scene.hosts.any(scene.choose);
    spring(scene, life, 'freeze');
    scene.claimsPassed();
    await scene.pass(scene.choose.between(...LONG_ABSENCES_MS));
    life.gate.thaw();
  },
  'freeze two at one start': async (scene) => {
    // One stands still with a run that it is about to start, until another has taken that over and stands still before it starts it.
    const first = scene.hosts.any(scene.choose);
    first.life.gate.trap((point) => point === 'store.startAttempt:before', 1, 'freeze');
    scene.claimsPassed();
    const others = scene.hosts.all.filter((host) => host !== first);
    for (const { life } of others) life.gate.trap((point) => point === 'store.adoptRun:after', 1, 'freeze');
    await scene.pass(scene.choose.between(...LONG_ABSENCES_MS));
    first.life.gate.thaw();
    await scene.pass(2_000);
    for (const { life } of others) life.gate.thaw();
  },
  stop: async (scene) => {
    const host = scene.hosts.any(scene.choose);
    let ended = false;
    void host.life.stop().then(() => (ended = true));
    await scene.pass(6_000);
    if (!ended) scene.verdict.broken.push('a process that was asked to stop had not after six seconds');
    host.kill();
    host.start();
  },
  'cut off': async (scene) => {
    const { life } = scene.hosts.any(scene.choose);
    const link = life.link(scene.choose.pick(PEER_NAMES));
    link.cut = true;
    await scene.pass(scene.choose.between(200, LONGEST_ABSENCE_MS));
    link.cut = false;
  },
  outage: async (scene) => {
    const name = scene.choose.pick(PEER_NAMES);
    for (const { life } of scene.hosts.all) life.link(name).cut = true;
    await scene.pass(scene.choose.between(200, LONGEST_ABSENCE_MS));
    for (const { life } of scene.hosts.all) life.link(name).cut = false;
  },
  'foul weather': async (scene) => {
    for (const { life } of scene.hosts.all) life.weather = FOUL;
    await scene.pass(scene.choose.between(2_000, 20_000));
    for (const { life } of scene.hosts.all) life.weather = FAIR;
  },
  'flush Redis': async ({ world }) => world.redis.flush(),
  'restore Redis': async (scene) => {
    scene.world.redis.snapshot();
    await scene.pass(scene.choose.between(500, 8_000));
    scene.world.redis.restore();
  },
  'tear the bus': async (scene) => {
    scene.world.bus.tear = 0.5;
    await scene.pass(scene.choose.between(500, 8_000));
    scene.world.bus.tear = 0;
  },
  'delete a topic': async ({ world, choose }) => world.bus.delete(choose.pick([RUNS_TOPIC, AUDIT_TOPIC])),
  edit: async ({ world, hosts }) => {
    world.folder.edit();
    hosts.nudge();
  },
  'break the folder': async (scene) => {
    const { folder } = scene.world;
    folder.state = scene.choose.pick(['empty', 'unreadable', 'broken'] as const);
    scene.hosts.nudge();
    await scene.pass(scene.choose.between(100, 15_000));
    folder.state = 'well';
    scene.hosts.nudge();
  },
  'take a pipeline out': async (scene) => {
    scene.world.folder.remove('fleeting');
    scene.hosts.nudge();
    await scene.pass(scene.choose.between(100, 8_000));
    if (scene.choose.chance(0.7)) scene.world.folder.putBack();
    scene.hosts.nudge();
  },
  'ask for a run': async ({ hosts, choose, verdict, world }) => {
    const { life } = hosts.any(choose);
    // It may never answer, and then nothing was promised.
    life.runtime
      ?.requestRun('by-hand', { actor: 'ada', parameters: {} })
      .then(({ run }) => hosts.promised.add(run.id))
      .catch((thrown: unknown) => world.tell(life.name, `a run was asked for and refused: ${String(thrown)}`));
    verdict.count('runs asked for');
  },
  'roll back': async (scene) => {
    const { choose, world } = scene;
    const names = [...world.folder.wanted.keys()];
    const [first = '', ...others] = names;
    const pipeline = choose.pick([first, ...others]);
    if (choose.chance(0.7)) {
      // so that there is an earlier version
      world.folder.edit();
      scene.hosts.nudge();
      await scene.pass(choose.between(500, 4_000));
    }
    const people = choose.pick([1, 1, 2]);
    for (let one = 0; one < people; one++) rollBack(scene, pipeline, false);
    if (choose.chance(0.3)) {
      world.folder.edit();
      scene.hosts.nudge();
    }
    await scene.pass(choose.between(0, 4_000));
    if (choose.chance(0.4)) rollBack(scene, pipeline, true);
  },
};

/** Through some process, which may die of it, or never answer. */
function rollBack({ hosts, choose, verdict, world }: Scene, pipeline: string, undo: boolean): void {
  const { life } = hosts.any(choose);
  const actor = hosts.person();
  life.runtime
    ?.rollBack(pipeline, { undo, actor })
    .then(({ outcome, deployment }) => {
      hosts.rollbacks.push({ pipeline, actor, generation: deployment.generation });
      verdict.count(outcome === 'undone' ? 'rollbacks undone' : 'rollbacks');
    })
    .catch((thrown: unknown) => world.tell(life.name, `${actor} rolled back ${pipeline} and heard: ${String(thrown)}`));
}

function spring({ choose }: Scene, life: SimLife, fate: Fate): void {
  const where = choose.pick(POINTS);
  life.gate.trap((point) => where.test(point), choose.between(1, where === POINTS[0] ? 40 : 4), fate);
}
