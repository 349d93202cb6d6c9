import { setTimeout as sleep } from 'node:timers/promises';
import type { Seeded } from '../support/seeded.ts';
import type { Verdict } from '../support/verdict.ts';
import type { DaemonTrap, RoundDaemon } from './round-daemon.ts';

/** Daemons of a campaign; there is at least one. */
export type Daemons = readonly [RoundDaemon, ...RoundDaemon[]];

/** A place in the code at which daemons die and stand still, and what brings them there. */
export interface Point {
  readonly pattern: string;
  /** What is done so that somebody comes to it: a file is edited, or whoever renews a lease dies. Default: they come by themselves. */
  readonly lure?: 'edit' | 'takeover';
}

/** Before and after what must not be done by halves. */
const POINTS: readonly [Point, ...Point[]] = [
  { pattern: '^store\\.commit:before$' },
  { pattern: '^store\\.(recordFire|claimRuns):(before|after)$' },
  { pattern: '^store\\.(startAttempt|markRunning|finishAttempt):(before|after)$' },
  { pattern: '^engine\\.submit:(before|after)$' },
  { pattern: '^bus\\.publish:(before|after)$' },
  { pattern: '^store\\.markPublished:(before|after)$' },
  { pattern: '^store\\.applyChanges:(before|after)$', lure: 'edit' },
];

/** Those of a lease in Redis. */
const LEASE_POINTS: readonly [Point, ...Point[]] = [
  { pattern: '^redis\\.(acquire|renew):(before|after)$' },
  { pattern: '^(redis\\.acquire|store\\.nextFence):after$', lure: 'takeover' },
];

/** @param leases Whether leases are in Redis. */
export function drawPoint(choose: Seeded, leases: boolean): Point {
  return leases && choose.chance(0.25) ? choose.pick(LEASE_POINTS) : choose.pick(POINTS);
}

const POINT_PATIENCE_MS = 6_000;

/** Lays a trap before all and takes it up when one is in it. Returns those that are, there may be several; none in time: nobody. */
export async function catchDaemons(
  daemons: Daemons,
  trap: DaemonTrap,
  lure: () => Promise<void>,
  verdict: Verdict,
): Promise<readonly RoundDaemon[]> {
  await Promise.all(daemons.map((daemon) => daemon.arm(trap)));
  await lure();
  let caught: readonly RoundDaemon[] = [];
  for (let waited = 0; waited < POINT_PATIENCE_MS && caught.length === 0; waited += 25) {
    await sleep(25);
    caught = await inTrap(daemons);
  }
  await Promise.all(daemons.map((daemon) => daemon.disarm()));
  if (caught.length === 0) verdict.count('points not come to');
  if (caught.length > 0) caught = await inTrap(daemons);
  // A trap that kills has done so only when the process is gone.
  if (trap.signal === 'SIGKILL') await Promise.all(caught.map((daemon) => daemon.kill()));
  return caught;
}

async function inTrap(daemons: Daemons): Promise<readonly RoundDaemon[]> {
  const points = await Promise.all(daemons.map((daemon) => daemon.sprung()));
  return daemons.filter((_, index) => points[index] !== undefined);
}

/** Everybody runs: who stands still goes on, who has died is started. One that died otherwise than by our hand is a finding. */
export async function raiseAll(daemons: Daemons, verdict: Verdict): Promise<void> {
  for (const daemon of daemons) {
    await daemon.disarm();
    daemon.signal('SIGCONT');
    if (!daemon.hasEnded && !daemon.isDown) continue;
    if (daemon.hasEnded && (await daemon.sprung()) === undefined)
      verdict.broken.push(`the daemon ${daemon.name} ended by itself`);
    await daemon.kill();
    daemon.start();
  }
}
