import type { Deed, Scene } from './happen.ts';
import { EDITED, editedAnew } from './world/sim-edited.ts';

/** What people do to the schedules and policies of {@link EDITED}. */
export const EDIT_DEEDS: Readonly<Record<string, Deed>> = {
  'edit a schedule': async (scene) => {
    edit(scene, scene.choose.pick(EDITED));
    await scene.pass(scene.choose.between(0, 3_000));
  },
  'edit a schedule that is due': async (scene) => {
    const { world, choose } = scene;
    const name = choose.pick(EDITED);
    const { firesAt } = world.folder.present(name) ?? {};
    const now = world.clock.now();
    for (let second = Math.floor(now / 1_000) + 1; second < now / 1_000 + PATIENCE; second++) {
      if (firesAt?.(second) !== true) continue;
      // who deploys hears of it a little later
      await scene.pass(second * 1_000 - now + choose.between(-900, 300));
      break;
    }
    edit(scene, name);
    await scene.pass(choose.between(0, 3_000));
  },
  'edit a schedule twice': async (scene) => {
    const name = scene.choose.pick(EDITED);
    edit(scene, name);
    await scene.pass(scene.choose.between(0, 1_500));
    edit(scene, name);
  },
  'edit while nobody is there': async (scene) => {
    const { hosts, choose } = scene;
    const name = choose.pick(EDITED);
    for (const host of hosts.all) host.kill();
    await scene.pass(choose.between(1_000, 90_000));
    edit(scene, name);
    if (choose.chance(0.3)) edit(scene, name);
    for (const host of hosts.all) host.start();
    await scene.pass(choose.between(500, 3_000));
  },
  'edit a schedule, and die of it': async (scene) => {
    const { hosts, choose } = scene;
    const host = hosts.any(choose);
    host.life.gate.trap((point) => /^store\.(applyChanges|recordFires?):(before|after)$/.test(point), 1, 'die');
    edit(scene, choose.pick(EDITED));
    await scene.pass(choose.between(200, 5_000));
    host.kill();
    host.start();
  },
};

/** So many seconds a person waits for a fire. */
const PATIENCE = 60;

function edit({ world, hosts, choose }: Scene, name: string): void {
  const present = world.folder.present(name);
  if (present === undefined) return;
  world.folder.replace(editedAnew(choose, present, world.clock.startedAt));
  hosts.nudge();
}
