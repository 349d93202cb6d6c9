import { OperatingError } from '../../../src/runtime/errors.ts';
import { heldDeletes, type Runtime } from '../../../src/runtime/index.ts';
import type { EventType } from '../../../src/runtime/ports/index.ts';
import type { Deed, Scene } from './happen.ts';
import { SCOPE } from './world/sim-project.ts';

/** Points at which the process dies that somebody has asked. */
const ASKED = /^store\.(pauseDeployment|resumeDeployment|restoreDeployment|pruneDeployments):(before|after)$/;

/** How long a person waits for what is gone to be held. */
const PATIENCE_MS = 8_000;

/** Those that people take out and bring back: nothing follows them. */
const COMING_AND_GOING = ['fleeting', 'incremental'] as const;

/** What people decide. They do it between all that happens, and by choices of their own: \`Profile.people\`. */
export const PEOPLES_DEEDS: Readonly<Record<string, Deed>> = {
  pause: async (scene) => {
    const { choose, world } = scene;
    const [first = '', ...others] = world.folder.wanted.keys();
    const pipeline = choose.pick([first, ...others]);
    const people = choose.pick([1, 1, 2]);
    for (let one = 1; one <= people; one++) {
      const until = choose.chance(0.3) ? { until: world.clock.now() + choose.between(1_000, 20_000) } : {};
      const cancel = choose.chance(0.2);
      await ask(scene, pipeline, async (runtime, actor) => {
        const { outcome } = await runtime.pause(pipeline, { ...until, cancel, actor });
        return outcome === 'paused' ? 'deployment.paused' : undefined;
      });
    }
  },
  resume: async (scene) => {
    const { choose, world } = scene;
    const [first, ...others] = world.holds.paused;
    if (first === undefined) return;
    const pipeline = choose.pick([first, ...others]);
    const skipMissed = choose.chance(0.4);
    await ask(scene, pipeline, (runtime, actor) => resume(runtime, pipeline, { skipMissed, actor }));
  },
  'confirm a delete': async (scene) => {
    const { choose, world, hosts } = scene;
    const pipeline = choose.pick(COMING_AND_GOING);
    await takeOut(scene, pipeline);
    if (choose.chance(0.3)) {
      world.folder.putBack();
      if (choose.chance(0.5)) hosts.nudge();
    }
    await confirm(scene, pipeline);
  },
  restore: async (scene) => {
    const { choose, world, hosts } = scene;
    const pipeline = choose.pick(COMING_AND_GOING);
    await takeOut(scene, pipeline);
    await confirm(scene, pipeline);
    const people = choose.pick([1, 1, 2]);
    for (let one = 1; one <= people; one++) {
      await ask(scene, pipeline, async (runtime, actor) => {
        await runtime.restore(pipeline, actor);
        return 'deployment.restored';
      });
    }
    // what was brought back stays, also where nothing that is gone is held any more
    if (choose.chance(0.4)) world.folder.holdNoMore();
    if (choose.chance(0.3)) await confirm(scene, pipeline);
    if (choose.chance(0.4)) world.folder.putBack();
    hosts.nudge();
  },
};

/** What others wait for goes on, as its person has come back; what nobody waits for stays as it is. */
export function resumeUpstreams({ world, hosts }: Scene): void {
  for (const pipeline of world.holds.paused) {
    if (!world.folder.isWaitedFor(pipeline)) continue;
    const [{ life }] = hosts.all;
    void life.runtime
      ?.resume(pipeline, { actor: hosts.person() })
      .catch((thrown: unknown) => world.tell(life.name, `could not resume ${pipeline}: ${String(thrown)}`));
  }
}

/** Its files are gone, and what is gone waits for somebody from now on. Mostly until that is on record: a person looks first. */
async function takeOut({ world, hosts, choose, pass }: Scene, pipeline: string): Promise<void> {
  world.folder.hold();
  world.folder.remove(pipeline);
  hosts.nudge();
  const patienceMs = choose.chance(0.8) ? PATIENCE_MS : 0;
  for (let waited = 0; waited < patienceMs && !world.holds.kept.has(pipeline); waited += 500) await pass(500);
  await pass(choose.between(0, 2_000));
}

/** Says yes, to what is held at the moment or to this one by its name. */
async function confirm(scene: Scene, pipeline: string): Promise<void> {
  const byName = scene.choose.chance(0.5);
  await ask(scene, pipeline, async (runtime, actor) => {
    const which = byName ? { pipelines: [pipeline] } : { digest: (await heldDeletes(runtime.store, SCOPE)).digest };
    const pruned = await runtime.prune({ ...which, actor });
    scene.verdict.count('deletes confirmed', pruned.length);
    return undefined;
  });
}

async function resume(
  runtime: Runtime,
  pipeline: string,
  request: { readonly skipMissed: boolean; readonly actor: string },
): Promise<EventType | undefined> {
  return (await runtime.resume(pipeline, request)) === 'resumed' ? 'deployment.unpaused' : undefined;
}

/**
 * A person asks some process, which may die of it, or never answer.
 *
 * @param what Returns the type of the event that must tell what the person was told is done; undefined = none was promised.
 */
async function ask(
  { hosts, choose, pass, verdict, world }: Scene,
  pipeline: string,
  what: (runtime: Runtime, actor: string) => Promise<EventType | undefined>,
): Promise<void> {
  const host = hosts.any(choose);
  const { life } = host;
  const actor = hosts.person();
  const isToDie = choose.chance(0.25);
  if (isToDie) life.gate.trap((point) => ASKED.test(point), 1, 'die');
  if (life.runtime !== undefined)
    what(life.runtime, actor)
      .then((type) => {
        if (type === undefined) return;
        hosts.told.push({ pipeline, actor, type });
        verdict.count(`people told: ${type}`);
      })
      .catch((thrown: unknown) => {
        if (!(thrown instanceof OperatingError)) verdict.broken.push(`${actor} was answered ${String(thrown)}`);
        world.tell(life.name, `${actor} asked for ${pipeline} and heard: ${String(thrown)}`);
      });
  await pass(choose.between(0, 2_500));
  if (!isToDie) return;
  host.kill();
  host.start();
}
