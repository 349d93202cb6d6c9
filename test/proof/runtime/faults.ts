import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Seeded } from '../support/seeded.ts';
import type { Verdict } from '../support/verdict.ts';
import { type Network, troubleNetwork } from './network.ts';
import type { RoundPipeline } from './round-project.ts';
import { catchDaemons, type Daemons, drawPoint, raiseAll } from './traps.ts';

/** How long one stands still: a moment, half a lease, and longer than a lease, so that it wakes up believing that it leads. */
const FREEZES_MS = [300, 1_500, 4_500] as const;
/** More points in a row that nobody comes to than this: nothing goes on any more. */
const MOST_MISSES = 20;

/** What faults are done to. */
export interface Victims {
  readonly folder: string;
  readonly daemons: Daemons;
  /** Ways of the daemons to their services; none where there are no services. */
  readonly networks: readonly Network[];
  readonly pipelines: readonly [RoundPipeline, ...RoundPipeline[]];
  /** The last edition of each pipeline that was edited. */
  readonly editions: Map<string, number>;
}

/** What a campaign is made of. */
export interface FaultCounts {
  /** kill -9 and SIGSTOP at a named point of the code, one after the other. */
  readonly rounds: number;
  /** Troubles of the network, between and during those. */
  readonly troubles: number;
}

/** Rounds with some time to work in between; everybody runs at the end, over a sound network. */
export async function doFaults(
  choose: Seeded,
  victims: Victims,
  { rounds, troubles }: FaultCounts,
  verdict: Verdict,
): Promise<void> {
  const [network, ...others] = victims.networks;
  let troubled = 0;
  let misses = 0;
  for (let round = 1; round <= rounds && misses < MOST_MISSES;) {
    await sleep(choose.between(0, 700));
    if (choose.chance(0.2)) await otherFault(choose, victims, verdict);
    const isTroubled = network !== undefined && troubled < Math.floor((round * troubles) / rounds);
    const trouble = isTroubled ? troubleNetwork(choose, [network, ...others], verdict) : undefined;
    if (isTroubled) troubled++;
    const signal = choose.chance(0.5) ? 'SIGKILL' : 'SIGSTOP';
    const come = await faultAtPoint(choose, victims, signal, verdict);
    await trouble;
    await raiseAll(victims.daemons, verdict);
    misses = come ? 0 : misses + 1;
    if (!come) continue;
    round++;
    verdict.count('process rounds');
  }
  if (misses === MOST_MISSES) verdict.broken.push(`nobody came to any of ${MOST_MISSES} points`);
}

/** Whoever comes to the point first dies, or stands still for a while. False when nobody comes. */
async function faultAtPoint(
  choose: Seeded,
  victims: Victims,
  signal: 'SIGKILL' | 'SIGSTOP',
  verdict: Verdict,
): Promise<boolean> {
  const { daemons, networks } = victims;
  const { pattern, lure } = drawPoint(choose, networks.length > 0);
  const nth = lure === undefined ? choose.between(1, 4) : 1;
  const [isQuick, awayMs] = [choose.chance(0.5), choose.pick(FREEZES_MS)];
  if (lure === 'takeover') {
    const holder = { signal: 'SIGKILL', nth: 1, pattern: '^redis\\.renew:before$' } as const;
    const dead = await catchDaemons(daemons, holder, async () => undefined, verdict);
    verdict.count('kills', dead.length);
  }
  const entice = async (): Promise<void> => (lure === 'edit' ? edit(choose, victims, verdict) : undefined);
  const caught = await catchDaemons(daemons, { signal, nth, pattern }, entice, verdict);
  verdict.count(signal === 'SIGKILL' ? 'kills' : 'freezes', caught.length);
  for (const daemon of caught) verdict.count(`at ${pointOf(await daemon.sprung())}`);
  if (caught.length > 0 && !(signal === 'SIGKILL' && isQuick)) await sleep(awayMs);
  return caught.length > 0;
}

/** The point without what comes before and after it, so that counts are few. */
function pointOf(point = 'nowhere'): string {
  return point.replace(/:.*$/, '');
}

const OTHERS = ['kill', 'kill young', 'freeze', 'stop', 'edit'] as const;

/** What happens to daemons at no point in particular. */
async function otherFault(choose: Seeded, victims: Victims, verdict: Verdict): Promise<void> {
  const fault = choose.pick(OTHERS);
  const daemon = choose.pick(victims.daemons);
  verdict.count(`also: ${fault}`);
  switch (fault) {
    case 'kill':
      await daemon.kill();
      await sleep(choose.pick([0, 0, 300, 2_500]));
      daemon.start();
      break;
    case 'kill young':
      await daemon.kill();
      daemon.start();
      await sleep(choose.between(50, 900));
      await daemon.kill();
      daemon.start();
      break;
    case 'freeze':
      daemon.signal('SIGSTOP');
      await sleep(choose.pick(FREEZES_MS));
      daemon.signal('SIGCONT');
      break;
    case 'stop': {
      const problem = await daemon.stop();
      if (problem !== undefined) verdict.broken.push(problem);
      await sleep(choose.between(0, 800));
      daemon.start();
      break;
    }
    case 'edit':
      await edit(choose, victims, verdict);
      break;
    default:
      fault satisfies never;
  }
}

async function edit(choose: Seeded, { folder, pipelines, editions }: Victims, verdict: Verdict): Promise<void> {
  const { name, text } = choose.pick(pipelines);
  const edition = (editions.get(name) ?? 0) + 1;
  editions.set(name, edition);
  verdict.count('edits');
  await writeFile(join(folder, 'pipelines', `${name}.yaml`), text(edition));
}

/** A first start that dies within the migrations of the store: the next one goes on from wherever that was. */
export async function dieMigrating(choose: Seeded, daemons: Daemons, verdict: Verdict): Promise<void> {
  const [first] = daemons;
  const trap = { signal: 'SIGKILL', nth: choose.between(1, 24), pattern: '^store\\.migration:' } as const;
  const start = async (): Promise<void> => first.start();
  const caught = await catchDaemons([first], trap, start, verdict);
  verdict.count('kills while migrating', caught.length);
  await first.kill();
}
