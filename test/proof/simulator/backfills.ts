import { OperatingError } from '../../../src/runtime/errors.ts';
import type { Runtime } from '../../../src/runtime/index.ts';
import type { Deed, Scene } from './happen.ts';
import { RANGED } from './world/sim-ranged.ts';
import { REFILLED, REFILLED_MS } from './world/sim-project.ts';

/** Points at which the process dies that somebody has asked, or that hands out fires. */
const POINTS = /^store\.(createBackfill|changeBackfill|feedBackfill):(before|after)$/;
/** Fires before the history of which people want some. */
const FIRES_BEFORE = 24;

/**
 * What people do with backfills: of {@link REFILLED} all of fires of before the history, whose clock had not begun by then, and of
 * {@link RANGED} of values of its cursor.
 */
export const BACKFILL_DEEDS: Readonly<Record<string, Deed>> = {
  'ask for a backfill': async (scene) => {
    const { choose, world, hosts, verdict } = scene;
    const first = world.clock.startedAt - (world.clock.startedAt % REFILLED_MS);
    const from = first - choose.between(6, FIRES_BEFORE) * REFILLED_MS;
    const to = from + choose.between(1, 4) * REFILLED_MS;
    const wish = {
      fire: `${new Date(from).toISOString()}..${new Date(to).toISOString()}`,
      concurrency: choose.between(1, 3),
      order: choose.pick(['oldest-first', 'newest-first'] as const),
      onFailure: choose.pick(['stop', 'continue'] as const),
      allowDuplicates: true,
    };
    await ask(scene, async (runtime, actor) => {
      const { id } = await runtime.backfill(REFILLED, { ...wish, actor });
      hosts.promisedBackfills.add(id);
      verdict.count('backfills asked for');
    });
  },
  'ask for a range': async (scene) => {
    const { choose, hosts, verdict } = scene;
    const after = choose.between(0, 8) * 50;
    const chunk = choose.pick([undefined, 25, 40, 100] as const);
    const until = after + choose.between(1, 4) * 50;
    const wish = {
      cursor: `${after}..${until}`,
      ...(chunk === undefined ? {} : { chunk: String(chunk) }),
      concurrency: choose.between(1, 3),
      order: choose.pick(['oldest-first', 'newest-first'] as const),
      onFailure: choose.pick(['stop', 'continue'] as const),
      allowDuplicates: true,
    };
    await ask(scene, async (runtime, actor) => {
      const { id } = await runtime.backfill(RANGED, { ...wish, actor });
      hosts.promisedBackfills.add(id);
      verdict.count('ranges asked for');
    });
  },
  'pause a backfill': (scene) => change(scene, 'pause'),
  'resume a backfill': (scene) => change(scene, 'resume'),
  'cancel a backfill': (scene) => change(scene, 'cancel'),
};

async function change(scene: Scene, to: 'pause' | 'resume' | 'cancel'): Promise<void> {
  const { choose, world, verdict } = scene;
  const [first, ...others] = world.database
    .rows('select id from sluice_backfill order by id')
    .map(({ id }) => String(id));
  if (first === undefined) return;
  const id = choose.pick([first, ...others]);
  const stop = to === 'cancel' && choose.chance(0.5);
  await ask(scene, async (runtime, actor) => {
    const { outcome } = await runtime.changeBackfill(id, { to, actor, ...(stop ? { stop } : {}) });
    verdict.count(`backfills: ${to} ${outcome}`);
  });
}

/** A person asks some process; it, or another, may die of the asking, or of what comes of it. */
async function ask(
  { hosts, choose, pass, verdict, world }: Scene,
  what: (runtime: Runtime, actor: string) => Promise<void>,
): Promise<void> {
  const { life } = hosts.any(choose);
  const actor = hosts.person();
  const dying = choose.chance(0.3) ? hosts.any(choose) : undefined;
  dying?.life.gate.trap((point) => POINTS.test(point), choose.between(1, 3), 'die');
  if (life.runtime !== undefined)
    what(life.runtime, actor).catch((thrown: unknown) => {
      if (!(thrown instanceof OperatingError)) verdict.broken.push(`${actor} was answered ${String(thrown)}`);
      world.tell(life.name, `${actor} asked for a backfill and heard: ${String(thrown)}`);
    });
  await pass(choose.between(0, 4_000));
  if (dying === undefined) return;
  dying.kill();
  dying.start();
}
